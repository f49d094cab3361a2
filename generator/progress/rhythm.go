package progress

import (
	"journal/generator/civil"
	"journal/generator/edition"
)

// Rhythm is how often somebody wrote, kindly counted.
type Rhythm struct {
	Days   int                    // distinct days with an entry
	Last30 int                    // of them, in the 30 days that end today
	Run    int                    // days in a row up to now; one missed day is bridged, rests pause; worth saying from 3 up
	Back   map[*edition.Entry]int // quiet days before an entry, where there were 7 or more
}

// backAfter is the least number of quiet days after which a return is noticed.
const backAfter = 7

// RhythmOf gives the rhythm of any entries of an edition, in its order: those of
// the whole journal as well as those of one pursuit. Entries ahead do not count.
func RhythmOf(entries []*edition.Entry, today civil.Date) Rhythm {
	past, _ := split(entries, today)
	return rhythm(past, rests(past), today)
}

func rhythm(past []*edition.Entry, rests []civil.Range, today civil.Date) Rhythm {
	var r Rhythm
	var days []civil.Date
	month := today.AddDays(-29)
	for i := range past {
		day := past[i].Day
		if n := len(days); n > 0 {
			if day == days[n-1] {
				continue
			}
			r.noticeReturn(past[i], quietDays(days[n-1], day, rests))
		}
		days = append(days, day)
		if !day.Before(month) {
			r.Last30++
		}
	}
	r.Days = len(days)
	r.Run = run(days, rests, today)
	return r
}

func (r *Rhythm) noticeReturn(entry *edition.Entry, quiet int) {
	if quiet < backAfter {
		return
	}
	if r.Back == nil {
		r.Back = map[*edition.Entry]int{}
	}
	r.Back[entry] = quiet
}

// run counts written days backwards from today, over one missed day at most.
// Today itself is not missed yet.
func run(days []civil.Date, rests []civil.Range, today civil.Date) int {
	n, missed, next := 0, 0, today
	for i := len(days) - 1; i >= 0; i-- {
		missed += quietDays(days[i], next, rests)
		if missed > 1 {
			break
		}
		n, next = n+1, days[i]
	}
	return n
}
