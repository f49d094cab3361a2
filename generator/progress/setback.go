package progress

import (
	"sort"

	"journal/generator/civil"
	"journal/generator/edition"
)

// Setback is a step back that was written down.
type Setback struct {
	Date   civil.Date
	Text   string
	Helped []string
	Back   int // days until the next entry on a later day that is no setback; 0: not yet
	Entry  *edition.Entry
}

// setbacks are the steps back that were written down, each with the days it took
// to write about something else.
func setbacks(past []*edition.Entry) []Setback {
	var all []Setback
	for i := range past {
		if e := past[i]; e.Setback {
			all = append(all, Setback{Date: e.Day, Text: e.SetbackText, Helped: e.Helped, Entry: e})
		}
	}
	if len(all) == 0 {
		return nil
	}
	better := otherDays(past)
	for i := range all {
		s := &all[i]
		n := sort.Search(len(better), func(i int) bool { return better[i].After(s.Date) })
		if n < len(better) {
			s.Back = better[n].Sub(s.Date)
		}
	}
	return all
}

// otherDays are those with an entry that is no setback, in order.
func otherDays(past []*edition.Entry) []civil.Date {
	var days []civil.Date
	for i := range past {
		if e := past[i]; !e.Setback {
			days = append(days, e.Day)
		}
	}
	return days
}
