package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/progress"
	"journal/generator/words"
)

func (p *planner[A]) pursuitPages(add func(Page)) {
	add(Page{Address: pursuitsAddress, Kind: "pursuits", Listed: true, Changed: p.newest(p.past), View: func() any { return p.pursuitsView(0) }})
	for n := 1; n < p.pursuitSheets().count(); n++ {
		add(Page{Address: p.pursuitSheet(n), Kind: "pursuits", Listed: true, View: func() any { return p.pursuitsView(n) }})
	}
	for _, s := range p.standings {
		add(Page{Address: s.Pursuit.Address, Kind: "pursuit", Listed: true, Changed: p.newest(pastOf(s)), View: func() any { return p.pursuitView(s) }})
		if isWon(s) {
			add(p.celebrationPage(s))
		}
	}
}

const pursuitsAddress = "pursuits/"

// pursuitSheets are the pages of the list of pursuits. The further ones lie in a
// folder that no pursuit's own page can have.
func (p *planner[A]) pursuitSheets() sheets {
	return sheets{pursuitsAddress + "page/", len(p.standings), listedRows}
}

func (p *planner[A]) pursuitSheet(n int) string {
	if n == 0 {
		return pursuitsAddress
	}
	return p.pursuitSheets().address(n)
}

func (p *planner[A]) pursuitsView(n int) PursuitsView {
	address, heading, sheet := p.pursuitSheet(n), p.words.Say("nav.pursuits"), p.pursuitSheets()
	r := root(address)
	v := PursuitsView{Frame: p.frame("pursuits", "pursuits", address, p.sheetTitle(heading, n)), Heading: heading, Pages: p.paged(sheet.links(r, n))}
	if len(v.Pages) > 0 {
		v.Pages[0].Href = href(r, pursuitsAddress)
	}
	if n == 0 {
		v.Overview, v.FromZero = p.overview(r, p.words.Say("pursuits.overview")), p.fromZero(r)
	}
	if len(p.standings) == 0 {
		v.Empty = p.nothingYet()
		return v
	}
	from, to := sheet.span(n)
	for _, s := range p.standings[from:to] {
		states, sentence := p.wordStrip(s)
		v.Pursuits = append(v.Pursuits, PursuitCard{
			Title: s.Pursuit.Title, Href: href(r, s.Pursuit.Address), Words: p.standingWords(s), Summary: s.Pursuit.Summary,
			Strip: chart.WordStrip(states, sentence), Badge: p.badge(s.Pursuit.Level, s.Pursuit.Why),
		})
	}
	return v
}

func (p *planner[A]) pursuitView(s *progress.Standing) PursuitView {
	address := s.Pursuit.Address
	r := root(address)
	v := PursuitView{
		Frame: p.frame("pursuit", "pursuits", address, s.Pursuit.Title), Kicker: p.endingWords(s), Heading: s.Pursuit.Title,
		Up: &Link{Text: p.words.Say("nav.pursuits"), Href: href(r, pursuitsAddress)}, LaneRows: len(s.Pursuit.Program.Steps),
		Lede: p.pursuitLede(s), Facts: p.facts(s), Badge: p.badge(s.Pursuit.Level, s.Pursuit.Why), Level: s.Pursuit.Level.String(),
	}
	v.Celebration = p.celebrationLink(r, s)
	v.Description = v.Lede
	v.Story = p.render(r, s.Pursuit.Origin(), s.Pursuit.Body)
	p.twinsAndPeople(&v, s)
	p.softSpots(&v, r, s)
	if v.Owner {
		v.Upcoming = p.upcomingOf(r, s)
	}
	if len(s.Entries) == 0 {
		v.Empty = &Empty{Heading: p.words.Say("step.not-begun"), Text: p.words.Say("pursuit.none")}
		return v
	}
	v.Steps = p.stepStrip(r, s)
	v.Figure = p.figure(r, p.figureHeading(s), s, p.rowOf(s))
	v.Felt = p.felt(r, s)
	v.Beside = p.beside(r, s)
	v.Groups = p.ledger(r, s)
	v.Earlier = p.earlier(r, s)
	return v
}

func (p *planner[A]) figureHeading(s *progress.Standing) string {
	switch {
	case noNumbers(s.Pursuit.Program):
		return p.words.Say("figure.no-numbers")
	case !isOpen(s) && !beganWithNo(s):
		return p.words.Say("figure.ended")
	case !isOpen(s):
		return p.words.Say("figure.no-to." + endingKey(s))
	case !beganWithNo(s):
		return p.words.Say("figure.running")
	}
	return p.words.Say("figure.no-to.today")
}

// rowOf names the row of an entry in the day-by-day list, or "" where the list
// leaves it to its month.
func (p *planner[A]) rowOf(s *progress.Standing) func(int) string {
	shown := p.shown(s)
	return func(i int) string {
		if !shown[i] {
			return ""
		}
		return rowID(i)
	}
}

// shown says which entries the day-by-day list holds: all up to 120; above that
// those with a milestone and the newest sixty.
func (p *planner[A]) shown(s *progress.Standing) []bool {
	shown := make([]bool, len(s.Entries))
	for i := range s.Entries {
		shown[i] = len(s.Entries) <= listedRows || i >= len(s.Entries)-listedRows/2
	}
	if len(s.Entries) > listedRows {
		marked := map[*edition.Entry]bool{}
		for _, m := range s.Milestones {
			marked[m.Entry] = true
		}
		n := 0
		for i, e := range s.Entries {
			if marked[e] && n < listedRows/2 {
				shown[i] = true
				n++
			}
		}
	}
	return shown
}

// monthsLinked is the number of months up to which a long pursuit links to each.
const monthsLinked = 24

// earlier are links to the months of a long pursuit, of a very long one to its
// years.
func (p *planner[A]) earlier(r string, s *progress.Standing) []Link {
	if len(s.Entries) <= listedRows {
		return nil
	}
	var links []Link
	last := ""
	for _, e := range pastOf(s) {
		if key := e.Day.Format("2006-01"); key != last {
			last = key
			links = append(links, Link{Text: p.monthName(e.Day), Href: href(r, monthReview(e.Day))})
		}
	}
	if len(links) > monthsLinked {
		return p.earlierYears(r, s)
	}
	return links
}

func (p *planner[A]) earlierYears(r string, s *progress.Standing) []Link {
	var links []Link
	last := 0
	for _, e := range pastOf(s) {
		if e.Day.Year != last {
			last = e.Day.Year
			links = append(links, Link{Text: strconv.Itoa(last), Href: href(r, yearAddress("timeline/", last, 0))})
		}
	}
	return links
}

// pursuitLede is a pursuit in a sentence: the author's, else what it was for. The
// numbers stand in the facts below it.
func (p *planner[A]) pursuitLede(s *progress.Standing) string {
	if s.Pursuit.Summary != "" {
		return s.Pursuit.Summary
	}
	var words []string
	for _, w := range []string{s.Pursuit.Role, s.Pursuit.Organization} {
		if w != "" && w != s.Pursuit.Title {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return ""
	}
	return strings.Join(words, ", ") + "."
}

func (p *planner[A]) facts(s *progress.Standing) []Fact {
	if noNumbers(s.Pursuit.Program) {
		return nil
	}
	var facts []Fact
	if !s.DayZero.IsZero() && s.Day >= 0 {
		facts = append(facts, Fact{p.words.Count("count.days", s.Day), p.sinceWords(s)})
	}
	if n := pastEntries(s); n > 0 {
		facts = append(facts, Fact{p.words.Count("count.entries", n), p.words.Say("fact.written")})
	}
	if s.Done > 0 && s.Of > 0 && s.Pursuit.Program.Progress == config.BySteps {
		facts = append(facts, Fact{p.nOf(s.Done, s.Of), p.words.Say("fact.steps")})
	}
	if eased := easedGaps(s); eased > 0 {
		facts = append(facts, Fact{p.nOf(eased, len(s.Gaps)), p.of(s).Say("fact.gaps")})
	}
	return append(facts, p.setbackFacts(s)...)
}

// sinceWords say what the days of a pursuit are counted from.
func (p *planner[A]) sinceWords(s *progress.Standing) string {
	switch no := beganWithNo(s); {
	case isOpen(s) && no:
		return p.words.Say("fact.since-no")
	case isOpen(s):
		return p.words.Say("fact.since-zero")
	case no:
		return p.words.Say("fact.no-to-end")
	}
	return p.words.Say("fact.zero-to-end")
}

// beganWithNo reports a pursuit whose day zero is the day of a no.
func beganWithNo(s *progress.Standing) bool {
	return s.Pursuit.Program.ID == "second-place" && s.Stage != progress.Running
}

// setbackFacts are the days since the last setback, and the days in all: the
// same size, nothing reset.
func (p *planner[A]) setbackFacts(s *progress.Standing) []Fact {
	if len(s.Setbacks) == 0 || !isOpen(s) {
		return nil
	}
	last := s.Setbacks[len(s.Setbacks)-1]
	return []Fact{{p.words.Count("count.days", p.ed.Today().Sub(last.Date)), p.of(s).Say("fact.since-setback")}}
}

// ledger is the day-by-day list: by weeks while the pursuit is short, else by
// months.
func (p *planner[A]) ledger(r string, s *progress.Standing) []LedgerGroup {
	b := ledgerBuilder[A]{p: p, root: r, s: s, weeks: p.weeks(s)}
	shown := p.shown(s)
	for i, e := range s.Entries {
		if shown[i] {
			b.entry(i, e)
		}
	}
	b.todayBefore(civil.Date{Year: 9999, Month: 12, Day: 31})
	b.drawLanes()
	return b.groups
}

func (p *planner[A]) weeks(s *progress.Standing) bool {
	first, last := s.Entries[0].Day, s.Entries[len(s.Entries)-1].Day
	return last.Sub(first) <= 130 && !s.DayZero.IsZero() && !noNumbers(s.Pursuit.Program)
}

// ledgerBuilder makes the groups of a day-by-day list in order of day.
type ledgerBuilder[A edition.Audience] struct {
	p      *planner[A]
	root   string
	s      *progress.Standing
	weeks  bool
	groups []LedgerGroup
	key    string
	last   civil.Date
	said   bool // the row of today stands
	rows   []chart.Mark
}

func (b *ledgerBuilder[A]) entry(i int, e *edition.Entry) {
	if e.Planned {
		b.todayBefore(e.Day)
	}
	fresh := b.group(e.Day)
	row := b.p.row(b.root, e)
	if quiet := e.Day.Sub(b.last) - 1; !fresh && !b.last.IsZero() && quiet > 1 && b.weeks && row.Back == "" {
		b.item(LedgerItem{Quiet: b.p.words.Count("ledger.quiet", quiet)}, chart.Mark{})
	}
	row.ID = rowID(i)
	if !b.last.IsZero() && b.last == e.Day {
		row.Day, row.DayWords = "", ""
	}
	row.Excerpt = firstSentence(row.Excerpt)
	b.last = e.Day
	mark := b.p.marks(b.root, &progress.Standing{Pursuit: b.s.Pursuit, Entries: []*edition.Entry{e}}, rowID)[0]
	b.item(LedgerItem{Row: &row}, mark)
}

// group begins a new group where a day needs one.
func (b *ledgerBuilder[A]) group(day civil.Date) bool {
	key, heading, note := day.Format("2006-01"), b.p.monthName(day), ""
	if b.weeks {
		week := floorDiv(day.Sub(b.s.DayZero), 7)
		from := b.s.DayZero.AddDays(7 * week)
		key, heading, note = from.String(), b.p.words.Say("ledger.week", "n", strconv.Itoa(week+1)), b.p.words.Say("ledger.from", "date", b.p.words.Date("day-month", from))
		if week < 0 {
			key, heading, note = "before", b.p.words.Say("ledger.before"), b.p.words.Say("ledger.day-zero")
		}
	}
	if key == b.key {
		return false
	}
	b.key = key
	b.groups = append(b.groups, LedgerGroup{Heading: heading, Note: note})
	b.rows = append(b.rows, chart.Mark{})
	return true
}

func floorDiv(a, n int) int {
	if a < 0 {
		return -((-a + n - 1) / n)
	}
	return a / n
}

// todayBefore puts the ruled row of today before what lies ahead, or at the end.
func (b *ledgerBuilder[A]) todayBefore(day civil.Date) {
	today := b.p.ed.Today()
	if b.said || !isOpen(b.s) || len(b.groups) == 0 && !day.After(today) {
		return
	}
	b.said = true
	if len(b.groups) == 0 {
		b.group(today)
	}
	b.item(LedgerItem{Today: b.p.words.Say("ledger.today", "date", b.p.words.Date("long-no-year", today)), Day: dayNumber(b.s, today), DayWords: b.p.dayWords(dayNumber(b.s, today))}, chart.Mark{})
}

func (b *ledgerBuilder[A]) item(i LedgerItem, m chart.Mark) {
	g := &b.groups[len(b.groups)-1]
	g.Items = append(g.Items, i)
	b.rows = append(b.rows, m)
}

// drawLanes draws the fine lanes beside every row, headings included.
func (b *ledgerBuilder[A]) drawLanes() {
	lanes := chart.Ledger(len(b.s.Pursuit.Program.Steps), b.rows)
	k := 0
	next := func() template.HTML { k++; return lanes[k-1] }
	for g := range b.groups {
		b.groups[g].Lanes = next()
		for i := range b.groups[g].Items {
			item := &b.groups[g].Items[i]
			item.Lanes = next()
			if item.Row != nil {
				item.Row.Lanes = item.Lanes
			}
		}
	}
}

func (p *planner[A]) upcomingOf(r string, s *progress.Standing) []Item {
	var items []Item
	for _, e := range s.Entries {
		if e.Planned && len(items) < 2 {
			items = append(items, p.plannedItem(r, e))
		}
	}
	if next := progress.Next([]*progress.Standing{s}, nil, p.ed.Today(), p.of(s)); next != nil {
		items = append(items, Item{When: p.words.Say("next.any-day"), Text: next.Text, Prompt: next.Prompt})
	}
	return items
}

// softSpots are the gaps of a pursuit, drawn and listed.
func (p *planner[A]) softSpots(v *PursuitView, r string, s *progress.Standing) {
	if len(s.Gaps) == 0 {
		return
	}
	v.GapsHref = href(r, "feedback/")
	for _, g := range s.Gaps {
		v.Gaps = append(v.Gaps, p.gapCard(r, s, g))
	}
	if noNumbers(s.Pursuit.Program) {
		return
	}
	if burn := chart.DrawBurn(gapSpans(s), s.DayZero, p.until(s), chart.BurnLook{Closed: !isOpen(s), Words: p.of(s)}); burn.SVG != "" {
		v.Burn = &burn
	}
}

func gapSpans(s *progress.Standing) []chart.GapSpan {
	var spans []chart.GapSpan
	for _, g := range s.Gaps {
		if !g.Opened.IsZero() {
			spans = append(spans, chart.GapSpan{Opened: g.Opened, Closed: g.Closed, Reopened: g.Reopened})
		}
	}
	return spans
}

func (p *planner[A]) twinsAndPeople(v *PursuitView, s *progress.Standing) {
	if v.Twins = p.twinRows(s); len(v.Twins) > 0 {
		v.TwinsHref = p.twinsOf(v.Root, s)
	}
	v.Said = p.said(s)
	if !v.Owner {
		return
	}
	for _, role := range s.Pursuit.People {
		v.People = append(v.People, PersonCard{Name: role.Name, Words: p.personWords(role, s)})
	}
}

// personWords are a person's part and the days on which they occur.
func (p *planner[A]) personWords(role edition.Role, s *progress.Standing) string {
	said := words.Capital(p.named("role.", role.Role))
	var days []string
	for _, e := range s.Entries {
		if slices.ContainsFunc(e.With, func(w edition.Person) bool { return w == role.Person }) && !e.Planned {
			if n := dayNumber(s, e.Day); n != "" {
				days = append(days, n)
			}
		}
	}
	if len(days) == 0 {
		return said
	}
	last := p.words.Say("entry.on-day", "day", days[len(days)-1])
	if said == "" {
		return words.Capital(last)
	}
	return said + ", " + last
}
