package main

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// W2: folders that are made, moved in, renamed and deleted take their pages with
// them, however soon something is written into them.
func TestFaultsW2(t *testing.T) {
	faultTest(t)
	s := newJournal(t)
	s.write("content/static/robots.txt", "")
	s.serve()
	missed, files := madeAtOnce(s)
	notLive, stale, moves := movedAround(s)
	score(t, "W2", missed+notLive+stale == 0, "%d files in new folders / %d moves / pages missed %d / stale URLs %d", files, moves, missed+notLive, stale)
}

// madeAtOnce makes folders in folders and writes an entry into the innermost at
// once or a little later. It gives the number of entries that are not served.
func madeAtOnce(s *serving) (missed, files int) {
	random := rand.New(rand.NewPCG(2, 20200305))
	files = times(25, 500)
	for i := range files {
		inner := fmt.Sprintf("content/entries/%d/b/c", i)
		s.do(os.MkdirAll(s.at(inner), 0o755))
		time.Sleep(time.Duration(random.IntN(50_000)) * time.Microsecond)
		s.write(inner+"/2020-03-05-"+fmt.Sprintf("made-%d", i)+".md", entry(fmt.Sprintf("Words of %d.", i)))
	}
	until := s.soon(time.After(patience))
	for i := range files {
		if !until(func() bool { return s.shows(entryPage(fmt.Sprintf("made-%d", i)), fmt.Sprintf("Words of %d.", i)) }) {
			s.t.Errorf("%d/b/c has an entry that is not served", i)
			missed++
		}
	}
	return missed, files
}

// movedAround moves filled folders in, renames them, moves them out and deletes
// them. Static files have their folders in their addresses; entries keep theirs.
func movedAround(s *serving) (notLive, stale, moves int) {
	trip, entries := filepath.Join(s.aside, "trip"), filepath.Join(s.aside, "weeks")
	const static, page = "deep/er/map.txt", "2020-03-05-trip.md"
	fill := func(folder, file, text string) {
		path := filepath.Join(folder, file)
		s.do(os.MkdirAll(filepath.Dir(path), 0o755))
		s.do(os.WriteFile(path, []byte(text), 0o644))
	}
	expect := func(what string, live []string, gone ...string) {
		s.t.Helper()
		moves++
		all := s.until(func() bool {
			for _, path := range live {
				if status, _ := s.get(path); status != http.StatusOK {
					return false
				}
			}
			for _, path := range gone {
				if !s.gone(path) {
					return false
				}
			}
			return true
		})
		if all {
			return
		}
		for _, path := range live {
			if status, _ := s.get(path); status != http.StatusOK {
				s.t.Errorf("%s: %s is not served", what, path)
				notLive++
			}
		}
		for _, path := range gone {
			if !s.gone(path) {
				s.t.Errorf("%s: %s is still served", what, path)
				stale++
			}
		}
	}
	for range times(2, 25) {
		fill(trip, static, "Here.")
		fill(entries, "one/two/"+page, entry("A trip."))
		s.do(os.Rename(trip, s.at("content/static/trip")))
		s.do(os.Rename(entries, s.at("content/entries/weeks")))
		expect("moved in", []string{"/trip/" + static, entryPage("trip")})
		s.do(os.Rename(s.at("content/static/trip"), s.at("content/static/voyage")))
		s.do(os.Rename(s.at("content/entries/weeks"), s.at("content/entries/Weeks")))
		expect("renamed", []string{"/voyage/" + static, entryPage("trip")}, "/trip/"+static)
		s.do(os.WriteFile(s.at("content/static/voyage/deep/er/late.txt"), nil, 0o644))
		s.do(os.WriteFile(s.at("content/entries/Weeks/one/two/2020-03-05-late.md"), []byte(entry("Late.")), 0o644))
		expect("written to after that", []string{"/voyage/deep/er/late.txt", entryPage("late")})
		s.do(os.RemoveAll(s.at("content/static/voyage")))
		s.do(os.Rename(s.at("content/entries/Weeks"), entries))
		expect("deleted, moved out", nil, "/voyage/"+static, "/voyage/deep/er/late.txt", entryPage("trip"), entryPage("late"))
		s.do(os.RemoveAll(entries))
	}
	return notLive, stale, moves
}
