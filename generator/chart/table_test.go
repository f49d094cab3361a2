package chart

import (
	"fmt"
	"math/rand"
	"strconv"
	"testing"
)

// The table of a timeline that has become bars counts every past entry once, in
// few rows whatever there is.
func TestCountTable(t *testing.T) {
	r := rand.New(rand.NewSource(9))
	for _, days := range []int{30, 1095, 10_957} {
		for _, n := range []int{1000, 20_000} {
			p := scattered(r, n, days, 6, true)
			p.Marks = append(p.Marks, Mark{Day: p.Today.AddDays(3), Kind: Planned}, Mark{Title: "no day"})
			table := Draw(p).Table
			counted := 0
			for _, row := range table.Rows {
				entries, err := strconv.Atoi(row.Cells[0])
				if err != nil {
					t.Fatal(err)
				}
				counted += entries
			}
			if days > 30 && (counted != n || len(table.Rows) > tableRows+1 || len(table.Rows) < 2) {
				t.Errorf("%d entries over %d days: %d counted in %d rows", n, days, counted, len(table.Rows))
			}
		}
	}
	if rows := Draw(harbourside(t)).Table.Rows; rows != nil {
		t.Errorf("a table beside a list of all entries: %v", rows)
	}
	hidden := scattered(r, 1000, 1095, 6, true)
	hidden.NoNumbers = true
	if rows := Draw(hidden).Table.Rows; rows != nil {
		t.Errorf("counts where nothing is counted: %v", rows)
	}
}

// The table of a burn-down gives its steps, and ends with its numbers.
func TestBurnTable(t *testing.T) {
	zero := date(t, "2026-09-07")
	gaps := []GapSpan{{Opened: zero.AddDays(4), Closed: zero.AddDays(9)}, {Opened: zero.AddDays(4)}, {Opened: zero.AddDays(16)}}
	b := DrawBurn(gaps, zero, zero.AddDays(26), BurnLook{Words: english})
	if got, want := fmt.Sprint(b.Table.Head, b.Table.Rows), "[When Being worked on Eased] [{Day 4  [2 0]} {Day 9  [1 1]} {Day 16  [2 1]}]"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	r := rand.New(rand.NewSource(2))
	var many []GapSpan
	for range 1000 {
		g := GapSpan{Opened: zero.AddDays(r.Intn(3000))}
		g.Closed = g.Opened.AddDays(r.Intn(3000))
		many = append(many, g)
	}
	b = DrawBurn(many, zero, zero.AddDays(2900), BurnLook{Words: english})
	last := b.Table.Rows[len(b.Table.Rows)-1].Cells
	if len(b.Table.Rows) > tableRows+1 || last[0] != strconv.Itoa(b.WorkedOn) || last[1] != strconv.Itoa(b.Eased) {
		t.Errorf("%d rows, the last %v, want %d and %d", len(b.Table.Rows), last, b.WorkedOn, b.Eased)
	}
	if b := DrawBurn(gaps[:2], zero, zero.AddDays(26), BurnLook{Words: english}); b.Table.Rows != nil {
		t.Error("a table where nothing is drawn")
	}
}
