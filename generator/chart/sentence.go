package chart

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"journal/generator/civil"
	"journal/generator/words"
)

// What drawings, captions and tables say is put together in this file. The words
// are the catalogue's; which of them are said is decided here.

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
func dayNumber(w *words.Catalogue, day int) string { return w.Say("chart.day", "day", signed(day)) }

// dayInside writes it inside a sentence: "day 3".
func dayInside(w *words.Catalogue, day int) string { return w.Say("entry.on-day", "day", signed(day)) }

// dayLabel is dayNumber with the pursuit's own word for day zero.
func (r *road) dayLabel(day int) string {
	if day == 0 && r.ZeroLabel != "" {
		return r.ZeroLabel
	}
	return dayNumber(r.Words, day)
}

func signed(n int) string {
	if n < 0 {
		return "−" + strconv.Itoa(-n)
	}
	return strconv.Itoa(n)
}

func shortDate(w *words.Catalogue, d civil.Date) string         { return w.Date("label", d) }
func shortDateWithYear(w *words.Catalogue, d civil.Date) string { return w.Date("label-year", d) }
func monthShort(w *words.Catalogue, d civil.Date) string        { return w.Date("month-label", d) }

// fullDate names a day; the year is added where it is not today's.
func (r *road) fullDate(day civil.Date) string {
	if day.Year == r.Today.Year {
		return r.Words.Date("short", day)
	}
	return r.Words.Date("short-year", day)
}

// whenInside says when something was inside a sentence: "on day 22", or the date.
func (r *road) whenInside(day int) string {
	if r.inDates() {
		return r.Words.Say("chart.on-date", "date", shortDate(r.Words, r.date(day)))
	}
	return r.Words.Say("chart.on-day", "day", signed(day))
}

// markTitle is what a mark says when pointed at.
func (r *road) markTitle(day int, title string) string {
	when := r.fullDate(r.date(day))
	if !r.inDates() {
		when = dayNumber(r.Words, day) + ", " + when
	}
	return when + ": " + title
}

// pillTitle is what several entries in one mark say when pointed at.
func (r *road) pillTitle(n, first, last int) string {
	count := r.Words.Count("count.entries", n)
	if r.NoNumbers {
		count = r.Words.Say("chart.several")
	}
	switch {
	case r.inDates() && first == last:
		return count + ", " + shortDate(r.Words, r.date(first))
	case r.inDates():
		return count + ", " + fromTo(r.Words, shortDate(r.Words, r.date(first)), shortDate(r.Words, r.date(last)))
	case first == last:
		return count + ", " + dayInside(r.Words, first)
	default:
		return count + ", " + r.Words.Say("chart.days", "from", signed(first), "to", signed(last))
	}
}

// fromTo is "2 to 4".
func fromTo(w *words.Catalogue, from, to string) string {
	return w.Say("chart.span", "from", from, "to", to)
}

func todayWord(w *words.Catalogue) string { return w.Say("chart.today") }

// todayLabel stands at the foot of today's line.
func (r *road) todayLabel() string {
	if r.inDates() {
		return todayWord(r.Words)
	}
	return r.Words.Say("chart.today-on-day", "day", signed(r.today))
}

// lastLabel stands at the foot of a burn-down's last line: today, or the end.
func (r *road) lastLabel() string {
	switch {
	case !r.Closed:
		return todayWord(r.Words)
	case r.NoNumbers:
		return r.Words.Say("chart.end-on-date", "date", shortDate(r.Words, r.Today))
	default:
		return r.Words.Say("chart.end-on-day", "day", signed(r.today))
	}
}

// foldLabels name a fold, days without an entry or days to come, the longest first.
func (r *road) foldLabels(days int, ahead bool) []string {
	shorter := []string{r.Words.Count("count.days", days), r.Words.Digits(days)}
	switch {
	case r.NoNumbers && ahead:
		return []string{r.Words.Say("chart.fold-ahead-uncounted")}
	case r.NoNumbers:
		return []string{r.Words.Say("chart.fold-uncounted")}
	case ahead:
		return append([]string{r.Words.Count("chart.fold-ahead", days)}, shorter...)
	}
	return append([]string{r.Words.Count("chart.fold", days)}, shorter...)
}

// caption tells what a timeline shows.
func (r *road) caption() string {
	parts := []string{r.captionEntries()}
	if s := r.captionMilestones(); s != "" && r.past > 1 {
		parts = append(parts, s)
	}
	if r.planned > 0 && !r.NoNumbers {
		parts = append(parts, r.Words.Count("chart.planned", r.planned))
	}
	switch {
	case r.past > 1 && r.dense() && r.NoNumbers:
	case r.past > 1 && r.dense():
		parts = append(parts, r.Words.Say("chart.bars"))
	case r.past > 1:
		parts = append(parts, r.Words.Say("chart.list-below"))
	}
	return strings.Join(parts, " ")
}

func (r *road) captionEntries() string {
	switch r.past {
	case 0:
		return r.Words.Say("chart.no-entries")
	case 1:
		d := r.only()
		return r.Words.Say("chart.one-entry", "when", r.whenInside(d.day), "title", r.Marks[d.mark].Title)
	}
	switch {
	case r.NoNumbers:
		return r.Words.Say("chart.from-on", "date", r.Words.Date("plain", r.date(r.first)))
	case !r.From.IsZero():
		return r.Words.Say("chart.entries-between", "entries", r.Words.Count("sentence.entries", r.past),
			"from", r.Words.Date("plain", r.From), "to", r.Words.Date("plain", r.To))
	}
	entries, days := r.Words.Count("sentence.entries", r.past), r.end()-r.first
	if days == 0 {
		return r.Words.Say("chart.entries-one-day", "entries", entries)
	}
	return r.Words.Say("chart.entries-over", "entries", entries, "days", r.Words.Count("sentence.on-days", days))
}

// captionMilestones names at most three turning points, the weightiest, in order
// of day.
func (r *road) captionMilestones() string {
	var said []string
	for _, m := range r.weightiest(3) {
		said = append(said, r.Words.InSentence(m.Label)+" "+r.whenInside(r.day(m.Day)))
	}
	if len(said) == 0 {
		return ""
	}
	return r.Words.Say("chart.along", "list", strings.Join(said, ", "))
}

// overviewCaption tells how many pursuits there are and how they stand.
func overviewCaption(w *words.Catalogue, rows []Row, noNumbers bool) string {
	if len(rows) == 0 {
		return w.Say("chart.no-pursuits")
	}
	var n [LetGo + 1]int
	since := rows[0].From
	for _, r := range rows {
		n[r.Ending]++
		if r.From.Before(since) {
			since = r.From
		}
	}
	if noNumbers {
		return w.Say("chart.pursuits-since-uncounted", "month", w.Date("month-inside", since))
	}
	var said []string
	for _, ending := range []struct {
		of  Ending
		key string
	}{{TheYes, "chart.ended-yes"}, {AnotherDoor, "chart.ended-other-door"}, {LetGo, "chart.ended-let-go"}, {Resting, "chart.ended-resting"}, {InMotion, "chart.ended-moving"}} {
		if n[ending.of] > 0 {
			said = append(said, w.Count(ending.key, n[ending.of]))
		}
	}
	return w.Count("chart.pursuits-since", len(rows), "month", w.Date("month-inside", since)) + " " + w.Say("list.sentence", "said", w.List(said))
}

// stripCaption tells how to read a year.
func stripCaption(w *words.Catalogue, days int) string {
	switch days {
	case 0:
		return w.Say("chart.year-empty")
	case 1:
		return w.Say("chart.year-one")
	default:
		return w.Count("calendar.days", days) + " " + w.Say("chart.year-colours")
	}
}

// monthNote says how full a month is.
func monthNote(w *words.Catalogue, entries int, ahead bool) string {
	switch {
	case entries > 0:
		return w.Count("count.entries", entries)
	case ahead:
		return w.Say("chart.month-ahead")
	default:
		return w.Say("chart.month-quiet")
	}
}

// daySaid is the hidden text after a day's number.
func daySaid(w *words.Catalogue, month time.Month, entries int, steps []int) string {
	said := " " + w.Say("chart.day-entries", "month", w.Month(month), "entries", w.Count("count.entries", entries))
	var names []string
	for _, step := range steps {
		names = append(names, strconv.Itoa(step+1))
	}
	if len(names) > 0 {
		said += ", " + w.Say("chart.day-steps", "list", w.List(names))
	}
	return said
}

func easedLabel(w *words.Catalogue, n int) string    { return w.Count("chart.eased", n) }
func workedOnLabel(w *words.Catalogue, n int) string { return w.Count("chart.worked-on", n) }

// burnCaption tells the numbers of a burn-down.
func burnCaption(w *words.Catalogue, b Burn, cameBack int) string {
	if b.Named == 0 {
		return w.Say("chart.gaps-none")
	}
	said := w.Count("chart.gaps-named", b.Named) + " " +
		w.Count("chart.gaps-eased", b.Eased, "rest", w.Count("chart.gaps-worked-on", b.WorkedOn))
	if cameBack > 0 {
		said += " " + w.Count("chart.gaps-back", cameBack)
	}
	return said
}

// tableName is the name of the table beside a drawing.
func tableName(w *words.Catalogue) string { return w.Say("chart.table") }

// measureName names what an entry says of how it was.
func measureName(w *words.Catalogue, m measure) string {
	return w.Say([...]string{"entry.mood", "entry.energy", "entry.hard"}[m])
}

// feltTitle is what a mark says when pointed at: "Mood 4 of 5, Mon 2 Mar" or "Mood
// 4 of 5, three entries, Mon 2 Mar to Sun 8 Mar".
func (p *feltPlot) feltTitle(m measure, mark feltMark) string {
	w := p.Words
	value := strconv.Itoa(mark.low)
	if mark.high > mark.low {
		value = fromTo(w, value, strconv.Itoa(mark.high))
	}
	said := measureName(w, m) + " " + w.Say("entry.scale", "n", value, "of", strconv.Itoa(p.highest))
	if mark.count > 1 {
		said += ", " + w.Count("sentence.entries", mark.count)
	}
	from, to := p.fullDate(p.date(mark.first)), p.fullDate(p.date(mark.last))
	if from == to {
		return said + ", " + from
	}
	return said + ", " + fromTo(w, from, to)
}

// feelingsCaption tells how many days say how they felt, and how to read them.
func feelingsCaption(w *words.Catalogue, feelings []Feeling, scale int) string {
	var said []string
	for _, m := range measured(feelings) {
		days := feltDays(slices.DeleteFunc(slices.Clone(feelings), func(f Feeling) bool { return m.of(f) == 0 }))
		said = append(said, w.Count([...]string{"chart.felt-mood", "chart.felt-energy", "chart.felt-hard"}[m], days))
	}
	return w.Say("list.sentence", "said", w.List(said)) + " " + w.Say("chart.felt-scale", "highest", strconv.Itoa(scale))
}

// feltWhen is the head of the table's first column.
func feltWhen(w *words.Catalogue, entries bool) string {
	if entries {
		return w.Say("chart.head-entry")
	}
	return w.Say("chart.head-when")
}

// entryHead names an entry with its day: "Day 4, What they saw", or with the date.
func (r *road) entryHead(d civil.Date, title string) string {
	when := r.Words.Date("label-full-year", d)
	if !r.NoNumbers {
		when = dayNumber(r.Words, r.day(d))
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
func feltSpan(w *words.Catalogue, low, high, n int) string {
	switch {
	case n == 0:
		return "–"
	case low == high:
		return strconv.Itoa(low)
	default:
		return fromTo(w, strconv.Itoa(low), strconv.Itoa(high))
	}
}

// periodName names a month, a year, or several.
func periodName(w *words.Catalogue, p period) string {
	switch {
	case p.to.Sub(p.from) < 32:
		return w.Date("month-year", p.from)
	case p.to.Year == p.from.Year:
		return strconv.Itoa(p.from.Year)
	default:
		return fromTo(w, strconv.Itoa(p.from.Year), strconv.Itoa(p.to.Year))
	}
}

// fromZeroLabel names a grid line so many days after day zero.
func fromZeroLabel(w *words.Catalogue, day int) string {
	if day < 365 {
		return dayNumber(w, day)
	}
	return w.Count("chart.years", (day+1)/365)
}

// fromZeroWords is a row in a line: how far it was to the second call, or how the
// pursuit stands.
func fromZeroWords(w *words.Catalogue, r Row) string {
	if day, called := callDay(r); called {
		return w.Say("chart.second-call", "day", signed(day))
	}
	return r.Words
}

// fromZeroCaption tells in how many pursuits a second call came, and when.
func fromZeroCaption(w *words.Catalogue, rows []Row, s sinceZero) string {
	said := []string{w.Count("chart.from-zero", len(rows))}
	if days := callDays(rows); len(days) > 0 {
		first, last := signed(slices.Min(days)), signed(slices.Max(days))
		if first == last {
			said = append(said, w.Count("chart.from-zero-call", len(days), "day", first))
		} else {
			said = append(said, w.Count("chart.from-zero-calls", len(days), "from", first, "to", last))
		}
	}
	if len(rows) > fromZeroRows {
		said = append(said, w.Say("chart.from-zero-first", "n", strconv.Itoa(fromZeroRows)))
	}
	if !s.even() {
		said = append(said, w.Say("chart.from-zero-closer"))
	}
	return strings.Join(said, " ")
}

// callDays are the days on which second calls came.
func callDays(rows []Row) []int {
	var days []int
	for _, r := range rows {
		if day, called := callDay(r); called {
			days = append(days, day)
		}
	}
	return days
}

func fromZeroHead(w *words.Catalogue) []string {
	return []string{w.Say("chart.head-pursuit"), w.Say("chart.head-along"), w.Say("chart.head-now")}
}

// turnsSaid lists the turning points of a row with their days.
func turnsSaid(w *words.Catalogue, r Row) string {
	var said []string
	for _, m := range turnsAfterZero(r) {
		said = append(said, m.Label+", "+dayInside(w, m.Day.Sub(r.DayZero)))
	}
	if len(said) == 0 {
		return "–"
	}
	return strings.Join(said, "; ")
}

func burnHead(w *words.Catalogue) []string {
	return []string{w.Say("chart.head-when"), w.Say("feedback.worked-on"), w.Say("feedback.eased")}
}

func stepCountHead(w *words.Catalogue) []string {
	return []string{w.Say("chart.head-when"), w.Say("chart.head-entries"), w.Say("chart.head-by-step")}
}

// burnWhen names the day of a change.
func (r *road) burnWhen(day int) string {
	if r.NoNumbers {
		return shortDateWithYear(r.Words, r.date(day))
	}
	return dayNumber(r.Words, day)
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
func groupWords(w *words.Catalogue, n int, noNumbers bool) string {
	if noNumbers {
		return w.Say("chart.several-pursuits")
	}
	return w.Count("sentence.pursuits", n)
}
