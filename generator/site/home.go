package site

import (
	"slices"
	"strconv"
	"strings"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/edition"
	"journal/generator/progress"
)

// listedRows is how many rows a pursuit's list holds; above that, months.
const listedRows = 120

func (p *planner[A]) home(add func(Page)) {
	add(Page{Address: "", Kind: "home", Listed: true, Changed: p.newest(p.past), View: func() any { return p.homeView() }})
}

func (p *planner[A]) homeView() HomeView {
	r := root("")
	today := p.ed.Today()
	v := HomeView{Frame: p.frame("home", "home", "", p.cfg.Title), Date: p.longDate(today), ISO: today.String()}
	if len(p.ed.Entries()) == 0 && len(p.standings) == 0 {
		v.Date, v.ISO = "", ""
		v.Empty = p.nothingYet()
		v.Heading = v.Empty.Heading
		return v
	}
	current := p.current()
	v.Heading = p.homeHeading(current)
	if current != nil {
		v.Lede = p.lede(current)
		v.Pursuit = &Link{Text: current.Pursuit.Title, Href: href(r, current.Pursuit.Address)}
		if !noNumbers(current.Pursuit.Program) {
			v.Steps = p.stepStrip(r, current)
		}
		v.Figure = p.listedFigure(r, p.words.Say("home.day-by-day", "title", current.Pursuit.Title), current)
		v.Celebration = p.celebrationLink(r, current)
	}
	if v.Owner {
		v.Upcoming = p.upcoming(r, 3)
	}
	past := p.past
	v.Lately = p.newestRows(r, past, 3)
	p.lookBack(&v, current)
	v.Overview = p.overview(r, p.overviewHeading(v.Owner))
	if len(past) > 0 {
		v.Rhythm = p.rhythmWords()
		year := p.newestYear()
		v.Year = &YearFigure{Heading: p.words.Say("home.year", "year", strconv.Itoa(year)), Drawing: p.strip(r, year), Href: href(r, p.calendarAddress(year))}
	}
	return v
}

// overviewHeading stands above all pursuits: what one went after, or what a program
// calls its pursuits, since nobody goes after a loss.
func (p *planner[A]) overviewHeading(owner bool) string {
	switch {
	case p.cfg.Program.ID != "second-place":
		return p.words.Say("timeline.overview")
	case owner:
		return p.words.Say("home.overview")
	}
	return p.words.Say("home.overview-public")
}

// rhythmWords says how often somebody wrote, kindly: runs of days only from three
// up, and never that one ended.
func (p *planner[A]) rhythmWords() string {
	if p.noNumbers() || p.rhythm().Days == 0 {
		return ""
	}
	said := p.words.Count("rhythm.days", p.rhythm().Days)
	if p.rhythm().Last30 > 0 && p.rhythm().Last30 < p.rhythm().Days {
		said = p.words.Count("rhythm.days-lately", p.rhythm().Days, "lately", strconv.Itoa(p.rhythm().Last30))
	}
	if p.rhythm().Run >= 3 {
		said += " " + p.words.Count("rhythm.run", p.rhythm().Run)
	}
	return said
}

// nothingYet is the first page of a journal, or of a public edition, without
// anything in it. A public one says nothing of what there may be.
func (p *planner[A]) nothingYet() *Empty {
	if !p.ed.Own() {
		return p.nothingPublic()
	}
	return &Empty{
		Heading: p.words.Say("home.nothing"),
		Text:    p.words.Say("home.nothing-text"),
		Command: "journal new " + quoted(p.words.Say("home.nothing-title")),
	}
}

func (p *planner[A]) nothingPublic() *Empty {
	return &Empty{Heading: p.words.Say("empty.public"), Text: p.words.Say("empty.public-text")}
}

// current is the pursuit that the first page is about: the open one with the
// newest entry, else the newest of all.
func (p *planner[A]) current() *progress.Standing {
	var best *progress.Standing
	better := func(a, b *progress.Standing) bool {
		if x, y := a.Pursuit.Status == "open", b.Pursuit.Status == "open"; x != y {
			return x
		}
		return p.newest(pastOf(a)).After(p.newest(pastOf(b)))
	}
	for _, s := range p.standings {
		if best == nil || better(s, best) {
			best = s
		}
	}
	return best
}

func pastOf(s *progress.Standing) []*edition.Entry { return upToToday(s.Entries) }

func (p *planner[A]) newest(entries []*edition.Entry) civil.Date {
	if len(entries) == 0 {
		return civil.Date{}
	}
	return entries[len(entries)-1].Day
}

func (p *planner[A]) homeHeading(s *progress.Standing) string {
	if s == nil {
		return p.cfg.Title
	}
	title := s.Pursuit.Title
	if s.Pursuit.Organization != "" {
		title = s.Pursuit.Organization
	}
	if noNumbers(s.Pursuit.Program) || s.DayZero.IsZero() {
		return s.Pursuit.Title
	}
	if s.Day < 0 {
		return p.words.Count("home.to-go", -s.Day, "title", s.Pursuit.Title)
	}
	if !isOpen(s) {
		return p.words.Say("home.ended", "title", s.Pursuit.Title, "ending", p.endingWords(s))
	}
	day := strconv.Itoa(s.Day)
	if s.Pursuit.Program.ID != "second-place" || s.Stage == progress.Running {
		return p.words.Say("home.day-of", "day", day, "title", s.Pursuit.Title)
	}
	switch s.Pursuit.Kind {
	case "job", "promotion", "contract", "grant", "award", "admission":
		return p.words.Say("home.day-since-no-of", "day", day, "who", title)
	}
	return p.words.Say("home.day-since-no", "day", day, "title", title)
}

// listedFigure is a pursuit's timeline with its list folded away.
func (p *planner[A]) listedFigure(r, heading string, s *progress.Standing) *Figure {
	if len(s.Entries) > listedRows {
		return p.figure(r, heading, s, func(int) string { return "" })
	}
	f := p.figure(r, heading, s, rowID)
	if f == nil {
		return nil
	}
	f.List = p.rows(r, s.Entries)
	for i := range f.List {
		f.List[i].ID = rowID(i)
	}
	return f
}

// newestRows are the last n entries, the newest first.
func (p *planner[A]) newestRows(r string, entries []*edition.Entry, n int) []Row {
	last := slices.Clone(entries[max(0, len(entries)-n):])
	slices.Reverse(last)
	rows := p.rows(r, last)
	for i, e := range last {
		rows[i].Date = p.dateIn(p.ed.Today().Year, e.Day)
	}
	return rows
}

// upcoming is the author's card: what is planned, and one suggestion.
func (p *planner[A]) upcoming(r string, n int) []Item {
	var items []Item
	ahead := p.ed.Entries()[len(p.past):]
	for _, e := range ahead[:min(len(ahead), n-1)] {
		items = append(items, p.plannedItem(r, e))
	}
	if s := progress.Next(p.standings, p.loose(), p.ed.Today(), p.words); s != nil && len(items) < n {
		item := Item{When: p.words.Say("next.any-day"), Text: s.Text, Prompt: s.Prompt}
		if s.Entry != nil {
			item.Href = href(r, s.Entry.Address)
		}
		items = append(items, item)
	}
	return items
}

func (p *planner[A]) plannedItem(r string, e *edition.Entry) Item {
	return Item{When: p.whenAhead(e.Day), ISO: e.Day.String(), Text: e.Title, Href: href(r, e.Address)}
}

// whenAhead is a day to come.
func (p *planner[A]) whenAhead(day civil.Date) string { return p.dateIn(p.ed.Today().Year, day) }

// loose are the entries that belong to no pursuit.
func (p *planner[A]) loose() []*edition.Entry {
	var loose []*edition.Entry
	for _, e := range p.ed.Entries() {
		if len(e.Pursuits) == 0 {
			loose = append(loose, e)
		}
	}
	return loose
}

// lede says in two or three sentences how far a pursuit has come.
func (p *planner[A]) lede(s *progress.Standing) string {
	if s.Pursuit.Summary != "" {
		return s.Pursuit.Summary
	}
	if noNumbers(s.Pursuit.Program) {
		return ""
	}
	if len(s.Entries) == 0 && p.ed.Own() {
		return p.words.Say("lede.nothing")
	}
	var sentences []string
	if begun := stepsBegun(s); len(s.Steps) > 0 && begun > 0 {
		sentences = append(sentences, p.words.Count("lede.steps", begun, "of", p.words.Number(len(s.Steps)), "entries", p.words.Count("sentence.entries", pastEntries(s))))
	}
	if day, called := lastCall(s); called {
		sentences = append(sentences, p.words.Say("lede.second-call", "day", strconv.Itoa(day)))
	}
	switch eased := easedGaps(s); {
	case eased == 1 && len(s.Gaps) == 1:
		sentences = append(sentences, p.words.Say("lede.gap-only"))
	case eased > 0:
		sentences = append(sentences, p.words.Count("lede.gaps", eased, "of", p.words.Count("sentence.gaps", len(s.Gaps))))
	}
	return strings.Join(sentences, " ")
}

// lastCall is the day of the newest second call.
func lastCall(s *progress.Standing) (day int, called bool) {
	for _, m := range s.Milestones {
		if m.ID == "second-call" && !m.Planned && !s.DayZero.IsZero() {
			day, called = max(day, m.Date.Sub(s.DayZero)), true
		}
	}
	return day, called
}

func stepsBegun(s *progress.Standing) int {
	n := 0
	for _, st := range s.Steps {
		if st.State != progress.NotBegun && st.State != progress.Planned && st.State != progress.Skipped {
			n++
		}
	}
	return n
}

func easedGaps(s *progress.Standing) int {
	n := 0
	for _, g := range s.Gaps {
		if !g.Closed.IsZero() {
			n++
		}
	}
	return n
}

// strip is a year as a band of dots.
func (p *planner[A]) strip(r string, year int) chart.Strip {
	strip := chart.DrawStrip(year, p.yearDays(r, year), p.ed.Today(), p.cfg.WeekStarts, p.words)
	if p.noNumbers() {
		strip.Caption = p.words.Say("calendar.no-numbers")
	}
	return strip
}
