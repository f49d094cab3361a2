package chart

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"journal/generator/civil"
)

// All words that drawings and captions contain stand in this file.

// smallNumbers are written as words inside sentences.
var smallNumbers = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}

// inWords writes a number for the middle of a sentence: words below ten.
func inWords(n int) string {
	if n >= 0 && n < len(smallNumbers) {
		return smallNumbers[n]
	}
	return strconv.Itoa(n)
}

// counted writes "one entry", "12 entries", "no entries".
func counted(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return inWords(n) + " " + many
}

// sentence gives its text a capital and a full stop.
func sentence(s string) string {
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// listed joins "a", "a and b", "a, b and c".
func listed(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

// gutterCount writes a count where there is room for four characters.
func gutterCount(n int) string {
	switch {
	case n < 10_000:
		return strconv.Itoa(n)
	case n < 1_000_000:
		return strconv.Itoa((n+500)/1000) + "k"
	default:
		return strconv.Itoa((n+500_000)/1_000_000) + "m"
	}
}

// dayNumber writes a day as a label: "Day 3", "Day −14".
func dayNumber(day int) string { return "Day " + signed(day) }

// dayLabel is dayNumber with the pursuit's own word for day zero.
func (r *road) dayLabel(day int) string {
	if day == 0 && r.ZeroLabel != "" {
		return r.ZeroLabel
	}
	return dayNumber(day)
}

// dayInside writes it inside a sentence: "day 3".
func dayInside(day int) string { return "day " + signed(day) }

func signed(n int) string {
	if n < 0 {
		return "−" + strconv.Itoa(-n)
	}
	return strconv.Itoa(n)
}

func shortDate(d civil.Date) string         { return d.Format("2 Jan") }
func shortDateWithYear(d civil.Date) string { return d.Format("2 Jan 06") }
func monthShort(d civil.Date) string        { return d.Format("Jan") }

// fullDate names a day; the year is added where it is not today's.
func fullDate(d, today civil.Date) string {
	if d.Year == today.Year {
		return d.Format("Mon 2 Jan")
	}
	return d.Format("Mon 2 Jan 2006")
}

// whenInside says when something was inside a sentence: "on day 22", or the date.
func (r *road) whenInside(day int) string {
	if r.NoNumbers {
		return "on " + shortDate(r.date(day))
	}
	return "on " + dayInside(day)
}

// markTitle is what a mark says when pointed at.
func (r *road) markTitle(day int, title string) string {
	when := fullDate(r.date(day), r.Today)
	if !r.NoNumbers {
		when = dayNumber(day) + ", " + when
	}
	return when + ": " + title
}

// pillTitle is what several entries in one mark say when pointed at.
func (r *road) pillTitle(n, first, last int) string {
	count := strconv.Itoa(n) + " entries"
	if r.NoNumbers {
		count = "Several entries"
	}
	switch {
	case r.NoNumbers && first == last:
		return count + ", " + shortDate(r.date(first))
	case r.NoNumbers:
		return count + ", " + shortDate(r.date(first)) + " to " + shortDate(r.date(last))
	case first == last:
		return count + ", " + dayInside(first)
	default:
		return count + ", " + dayInside(first) + " to " + signed(last)
	}
}

// todayLabel stands at the foot of today's line.
func (r *road) todayLabel() string {
	if r.NoNumbers {
		return todayWord
	}
	return todayWord + ", " + dayInside(r.today)
}

// lastLabel stands at the foot of a burn-down's last line: today, or the end.
func (r *road) lastLabel() string {
	switch {
	case !r.Closed:
		return todayWord
	case r.NoNumbers:
		return "The end, " + shortDate(r.Today)
	default:
		return "The end, " + dayInside(r.today)
	}
}

const (
	todayWord = "Today"
	restWord  = "rest"
)

// foldLabel names a fold: days without an entry, or days to come.
func (r *road) foldLabel(days int, ahead bool) string {
	said := "quiet days, folded"
	if ahead {
		said = "days to come, folded"
	}
	if r.NoNumbers {
		return said
	}
	return strconv.Itoa(days) + " " + said
}

// caption tells what a timeline shows.
func (r *road) caption() string {
	parts := []string{r.captionEntries()}
	if s := r.captionMilestones(); s != "" {
		parts = append(parts, s)
	}
	if r.planned > 0 && !r.NoNumbers {
		verb := "are"
		if r.planned == 1 {
			verb = "is"
		}
		parts = append(parts, sentence(counted(r.planned, "thing", "things")+" "+verb+" planned"))
	}
	switch {
	case r.past > 1 && r.dense() && r.NoNumbers:
	case r.past > 1 && r.dense():
		parts = append(parts, "Each bar gathers some days; the table counts the entries by month or year.")
	case r.past > 1:
		parts = append(parts, "The list below holds the same entries in order.")
	}
	return strings.Join(parts, " ")
}

func (r *road) captionEntries() string {
	switch r.past {
	case 0:
		return "No entries yet."
	case 1:
		d := r.only()
		return "One entry, " + r.whenInside(d.day) + ": " + r.Marks[d.mark].Title + "."
	}
	if r.NoNumbers {
		return "From " + r.date(r.first).Format("2 January 2006") + " on."
	}
	entries := counted(r.past, "entry", "entries")
	days := r.end() - r.first
	if days == 0 {
		return sentence(entries + " on one day")
	}
	return sentence(entries + " over " + counted(days, "day", "days"))
}

// captionMilestones names at most three turning points, the weightiest, in order
// of day.
func (r *road) captionMilestones() string {
	var said []string
	for _, m := range r.weightiest(3) {
		label := m.Label
		if rest, found := strings.CutPrefix(label, "The "); found {
			label = "the " + rest
		}
		said = append(said, label+" "+r.whenInside(r.day(m.Day)))
	}
	if len(said) == 0 {
		return ""
	}
	return "Along the way: " + strings.Join(said, ", ") + "."
}

// overviewCaption tells how many pursuits there are and how they stand.
func overviewCaption(rows []Row) string {
	if len(rows) == 0 {
		return "No pursuits yet."
	}
	var n [LetGo + 1]int
	since := rows[0].From
	for _, r := range rows {
		n[r.Ending]++
		if r.From.Before(since) {
			since = r.From
		}
	}
	head := sentence(counted(len(rows), "pursuit", "pursuits") + " since " + since.Format("January 2006"))
	said := []struct {
		n         int
		one, many string
	}{
		{n[TheYes], "came back as a yes", "came back as a yes"},
		{n[AnotherDoor], "opened another door", "opened another door"},
		{n[LetGo], "was let go on purpose", "were let go on purpose"},
		{n[Resting], "is resting", "are resting"},
		{n[InMotion], "is in motion", "are in motion"},
	}
	var parts []string
	for _, s := range said {
		switch {
		case s.n == 1:
			parts = append(parts, "one "+s.one)
		case s.n > 1:
			parts = append(parts, inWords(s.n)+" "+s.many)
		}
	}
	return head + " " + sentence(listed(parts))
}

// stripCaption tells how to read a year.
func stripCaption(days int) string {
	switch days {
	case 0:
		return "Each mark is a day, and each was lived. Nothing is written down for this year."
	case 1:
		return "Each mark is a day. The larger one is the day with something written; the others were lived."
	default:
		return sentence(counted(days, "day", "days")+" with something written, and all the others, which were lived") +
			" Larger marks are days you wrote, coloured by step."
	}
}

// monthNote says how full a month is.
func monthNote(entries int, ahead bool) string {
	switch {
	case entries == 1:
		return "1 entry"
	case entries > 1:
		return strconv.Itoa(entries) + " entries"
	case ahead:
		return "ahead"
	default:
		return "a quiet month"
	}
}

// daySaid is the hidden text after a day's number.
func daySaid(month time.Month, entries int, steps []int) string {
	s := " " + month.String() + ", " + strconv.Itoa(entries) + " entries"
	if entries == 1 {
		s = " " + month.String() + ", 1 entry"
	}
	var names []string
	for _, step := range steps {
		names = append(names, strconv.Itoa(step+1))
	}
	if len(names) > 0 {
		s += ", step " + listed(names)
	}
	return s
}

func easedLabel(n int) string    { return strconv.Itoa(n) + " eased" }
func workedOnLabel(n int) string { return strconv.Itoa(n) + " being worked on" }

// burnCaption tells the numbers of a burn-down.
func burnCaption(b Burn, cameBack int) string {
	if b.Named == 0 {
		return "No soft spots have been named."
	}
	is := func(n int) string {
		if n == 1 {
			return " is"
		}
		return " are"
	}
	was, has := " were named", " have eased"
	if b.Named == 1 {
		was = " was named"
	}
	if b.Eased == 1 {
		has = " has eased"
	}
	out := sentence(counted(b.Named, "soft spot", "soft spots")+was) + " " +
		sentence(easedWord(b.Eased)+has+"; "+easedWord(b.WorkedOn)+is(b.WorkedOn)+" being worked on")
	if cameBack > 0 {
		out += " " + sentence(inWords(cameBack)+" came back")
	}
	return out
}

// easedWord is inWords where the number stands alone: "none", "one", "12".
func easedWord(n int) string {
	if n == 0 {
		return "none"
	}
	return inWords(n)
}

// tableName is the name of the table beside a drawing.
const tableName = "The same as a table"

// measureName names what an entry says of how it was.
func measureName(m measure) string { return [...]string{"Mood", "Energy", "How hard"}[m] }

// feltTitle is what a mark says when pointed at: "Mood 4 of 5, on day 3" or "Mood
// 4, three entries, day 3 to 9".
func (p *feltPlot) feltTitle(m measure, mark feltMark) string {
	value := strconv.Itoa(mark.low)
	if mark.high > mark.low {
		value += " to " + strconv.Itoa(mark.high)
	}
	said := measureName(m) + " " + value + " of " + strconv.Itoa(p.highest)
	if mark.count > 1 {
		said += ", " + counted(mark.count, "entry", "entries")
	}
	from, to := fullDate(p.date(mark.first), p.Today), fullDate(p.date(mark.last), p.Today)
	if from == to {
		return said + ", " + from
	}
	return said + ", " + from + " to " + to
}

// feelingsCaption tells how many days say how they felt, and how to read them.
func feelingsCaption(feelings []Feeling, scale int) string {
	var said []string
	for _, m := range measured(feelings) {
		days := feltDays(slices.DeleteFunc(slices.Clone(feelings), func(f Feeling) bool { return m.of(f) == 0 }))
		name := [...]string{"mood", "energy", "how hard it was"}[m]
		said = append(said, name+" on "+counted(days, "day", "days"))
	}
	return sentence(listed(said)) + " From 1, below, to " + strconv.Itoa(scale) +
		", above; a larger mark stands for more than one entry. Nothing is averaged, and days that say nothing stay empty."
}

// feltWhen is the head of the table's first column.
func feltWhen(entries bool) string {
	if entries {
		return "Entry"
	}
	return "When"
}

// entryHead names an entry with its day: "Day 4, What they saw", or with the date.
func (r *road) entryHead(d civil.Date, title string) string {
	when := d.Format("2 Jan 2006")
	if !r.NoNumbers {
		when = dayNumber(r.day(d))
	}
	return when + ", " + title
}

// feltValue is a value in the table; a dash where the entry does not say.
func feltValue(value int) string {
	if value == 0 {
		return "–"
	}
	return strconv.Itoa(value)
}

// feltSpan is the lowest and the highest of n values in the table.
func feltSpan(low, high, n int) string {
	switch {
	case n == 0:
		return "–"
	case low == high:
		return strconv.Itoa(low)
	default:
		return strconv.Itoa(low) + " to " + strconv.Itoa(high)
	}
}

// periodName names a month, a year, or several.
func periodName(p period) string {
	switch {
	case p.to.Sub(p.from) < 32:
		return p.from.Format("January 2006")
	case p.to.Year == p.from.Year:
		return p.from.Format("2006")
	default:
		return p.from.Format("2006") + " to " + p.to.Format("2006")
	}
}

// fromZeroLabel names a grid line so many days after day zero.
func fromZeroLabel(day int) string {
	switch years := (day + 1) / 365; {
	case day < 365:
		return dayNumber(day)
	case years == 1:
		return "1 year"
	default:
		return strconv.Itoa(years) + " years"
	}
}

// fromZeroWords is a row in a line: how far it was to the second call, or how the
// pursuit stands.
func fromZeroWords(r Row) string {
	if day, called := callDay(r); called {
		return "the second call on " + dayInside(day)
	}
	return r.Words
}

// fromZeroCaption tells in how many pursuits a second call came, and when.
func fromZeroCaption(rows []Row, s sinceZero) string {
	var days []int
	for _, r := range rows {
		if day, called := callDay(r); called {
			days = append(days, day)
		}
	}
	out := sentence(counted(len(rows), "pursuit", "pursuits") + ", each laid on its own day zero")
	switch len(days) {
	case 0:
	case 1:
		out += " In one of them a second call came, on " + dayInside(days[0]) + "."
	default:
		if slices.Min(days) == slices.Max(days) {
			out += " In " + inWords(len(days)) + " of them a second call came, on " + dayInside(days[0]) + "."
			break
		}
		out += " In " + inWords(len(days)) + " of them a second call came, between " + dayInside(slices.Min(days)) + " and " + dayInside(slices.Max(days)) + "."
	}
	if len(rows) > fromZeroRows {
		out += " The first " + strconv.Itoa(fromZeroRows) + " are drawn."
	}
	if !s.even() {
		out += " The later the days, the closer they stand."
	}
	return out
}

func fromZeroHead() []string { return []string{"Pursuit", "Along the way", "Now"} }

// turnsSaid lists the turning points of a row with their days.
func turnsSaid(r Row) string {
	var said []string
	for _, m := range turnsAfterZero(r) {
		said = append(said, m.Label+", "+dayInside(m.Day.Sub(r.DayZero)))
	}
	if len(said) == 0 {
		return "–"
	}
	return strings.Join(said, "; ")
}

func burnHead() []string      { return []string{"When", "Being worked on", "Eased"} }
func stepCountHead() []string { return []string{"When", "Entries", "By step"} }

// burnWhen names the day of a change.
func (r *road) burnWhen(day int) string {
	if r.NoNumbers {
		return shortDateWithYear(r.date(day))
	}
	return dayNumber(day)
}

// stepCounts says how many entries each step has: "Thank them 3, Recalibrate 12".
func (r *road) stepCounts(counts []int) string {
	var said []string
	for i, n := range counts {
		if n > 0 {
			said = append(said, r.Steps[i].Label+" "+strconv.Itoa(n))
		}
	}
	if len(said) == 0 {
		return "–"
	}
	return strings.Join(said, ", ")
}

// groupWords is a year of pursuits in a line.
func groupWords(n int) string { return counted(n, "pursuit", "pursuits") }
