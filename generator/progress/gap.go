package progress

import (
	"cmp"
	"slices"

	"journal/generator/civil"
	"journal/generator/edition"
)

// Gap is a soft spot over its whole life.
type Gap struct {
	ID, Title, Kind, Plan  string
	Opened, Worked, Closed civil.Date   // Worked is the last time; Closed zero: open
	Reopened               []civil.Date // opened again after having been closed
	From                   edition.Person
	Said                   string           // the feedback behind it
	Entries                []*edition.Entry // those that touch it, in order
}

// softSpots merges the pursuit's gaps and feedback with its entries. They stand
// in the order in which they are named: the file first, then entry by entry.
func (c *course) softSpots() []Gap {
	book := gapbook{today: c.today, place: map[string]int{}}
	book.readGaps(c.pursuit.Gaps)
	book.readFeedback(c.pursuit.Feedback)
	for i := range c.past {
		book.readEntry(c.past[i])
	}
	var gaps []Gap
	for i := range book.lives {
		if life := &book.lives[i]; !life.ahead || len(life.turns) > 0 {
			gaps = append(gaps, life.lived())
		}
	}
	return gaps
}

// gapbook gathers what the pursuit's file and its entries say of each gap.
type gapbook struct {
	today civil.Date
	lives []life
	place map[string]int // gap id → index in lives
}

// life is a gap and what befell it.
type life struct {
	gap   Gap
	ahead bool // the file opens it on a day to come
	turns []turn
}

// turn is what befell a gap on one day.
type turn struct {
	day  civil.Date
	what befell
}

// befell orders what happens on the same day.
type befell uint8

const (
	named  befell = iota // in feedback: it opens a gap, but never again
	opened               // also again
	worked
	closed
)

// of gives the life of a gap, which begins here if it was not known.
func (b *gapbook) of(id string) *life {
	i, known := b.place[id]
	if !known {
		i = len(b.lives)
		b.place[id] = i
		b.lives = append(b.lives, life{gap: Gap{ID: id, Title: Humanised(id)}})
	}
	return &b.lives[i]
}

// enter notes a turn, unless its day is not known or lies ahead.
func (b *gapbook) enter(l *life, what befell, day civil.Date) {
	if !day.IsZero() && !day.After(b.today) {
		l.turns = append(l.turns, turn{day, what})
	}
}

func (b *gapbook) readGaps(gaps []edition.Gap) {
	for _, g := range gaps {
		l := b.of(g.ID)
		l.gap.Title, l.gap.Kind, l.gap.Plan = cmp.Or(g.Title, l.gap.Title), g.Kind, g.Plan
		l.ahead = g.Opened.After(b.today)
		b.enter(l, opened, g.Opened)
		b.enter(l, closed, g.Closed)
	}
}

func (b *gapbook) readFeedback(feedback []edition.Feedback) {
	for _, f := range feedback {
		if f.Gap == "" || f.Date.After(b.today) {
			continue
		}
		l := b.of(f.Gap)
		if l.gap.Said == "" {
			l.gap.From, l.gap.Said = f.From, f.Text
		}
		b.enter(l, named, f.Date)
	}
}

func (b *gapbook) readEntry(e *edition.Entry) {
	read := func(ids []string, what befell) {
		for _, id := range ids {
			l := b.of(id)
			b.enter(l, what, e.Day)
			if n := len(l.gap.Entries); n == 0 || l.gap.Entries[n-1] != e {
				l.gap.Entries = append(l.gap.Entries, e)
			}
			if what == opened && l.gap.From == (edition.Person{}) {
				l.gap.From = e.FeedbackFrom
			}
		}
	}
	read(e.GapOpened, opened)
	read(e.GapWorked, worked)
	read(e.GapClosed, closed)
}

// lived replays the turns in order of day. Whatever comes first opens the gap,
// so one that was only ever closed was open that day.
func (l *life) lived() Gap {
	slices.SortStableFunc(l.turns, func(a, b turn) int {
		return cmp.Or(a.day.Compare(b.day), cmp.Compare(a.what, b.what))
	})
	g := l.gap
	for _, t := range l.turns {
		if g.Opened.IsZero() {
			g.Opened = t.day
		}
		switch {
		case t.what == opened && !g.Closed.IsZero():
			g.Reopened, g.Closed = append(g.Reopened, t.day), civil.Date{}
		case t.what == worked:
			g.Worked = t.day
		case t.what == closed && g.Closed.IsZero():
			g.Closed = t.day
		}
	}
	return g
}
