package theme

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"journal/generator/chart"
	"journal/generator/civil"
	"journal/generator/site"
)

// The views of this file are one invented journal with something in every field
// that a page can have.

var (
	storyZero  = civil.Date{Year: 2026, Month: 9, Day: 7}
	storyToday = civil.Date{Year: 2026, Month: 10, Day: 3}
	stepLabels = []string{"Thank them", "Ask for feedback", "Recalibrate", "Add value anyway", "Find a twin", "Keep going"}
)

// storyEntry is one entry of the journal: its day, its step, and what it says.
type storyEntry struct {
	day, step                 int
	title, excerpt, milestone string
	planned                   bool
}

func storyEntries() []storyEntry {
	return []storyEntry{
		{0, 1, "Said thank you before I hung up", "Ten past nine. I heard myself mean it.", "The no", false},
		{0, 6, "The stairs", "Sat on the fourth one for a while.", "", false},
		{1, 1, "The letter, fourteenth draft", "Four sentences. None of them ask for anything.", "", false},
		{2, 6, "Walked the long way home", "Past the museum, not around it.", "", false},
		{3, 2, "Asked Dana for twenty minutes", "“Only if it is useful to you too.” She said yes.", "", false},
		{4, 2, "What they saw", "Four things, kindly put. I wrote all of them down.", "Feedback call", false},
		{5, 3, "Four soft spots, written down", "On paper they are smaller.", "", false},
		{6, 3, "What I actually wanted from it", "Not the title. The evening programme.", "", false},
		{8, 4, "Sent the flood-map notes anyway", "They were for them. They are still for them.", "", false},
		{9, 5, "Saltmarsh Museum, forty minutes north", "Same tides, same evening doors. I wrote to them.", "Found a twin", false},
		{11, 4, "Ran the schools workshop", "Thirty-one children, one tide table.", "", false},
		{12, 3, "Budget course, week one", "I can read a cash-flow now. Slowly.", "", false},
		{15, 5, "Coffee with Priya, at Saltmarsh", "“You answer the question, then you answer it again.”", "", false},
		{16, 2, "A second opinion from Tom", "Two more soft spots. Both fair.", "", false},
		{18, 4, "Their volunteer guide, rewritten", "Nine pages became four.", "", false},
		{19, 3, "Budget course, week two", "Built the evening programme as a budget.", "", false},
		{22, 6, "The second call", "“Are you still interested?” I asked for an hour and rang back in ten minutes.", "The second call", false},
		{23, 6, "Not a yes. Not a no.", "A conversation on Tuesday, with the board this time.", "", false},
		{24, 5, "Saltmarsh asks for the notes too", "Priya had shown them to her director.", "", false},
		{26, 6, "Ready enough", "Shoes by the door. Four pages, not nine.", "", false},
		{29, 6, "Second conversation, with the board", "Tuesday at two.", "Board conversation", true},
		{31, 1, "Write to Dana, whatever happens", "Thursday, or when it suits.", "", true},
	}
}

func storyFrame(kind, title, root string) site.Frame {
	nav := []site.Link{{Text: "Today", Href: root + "home.html"}, {Text: "Pursuits", Href: root + "pursuits.html"}, {Text: "Timeline", Href: root + "timeline.html"},
		{Text: "Calendar", Href: root + "calendar.html"}, {Text: "Feedback", Href: root + "feedback.html"}, {Text: "Index", Href: root + "index.html"}}
	for i := range nav {
		nav[i].Current = nav[i].Href == kind+".html" || kind == "pursuit" && nav[i].Text == "Pursuits"
	}
	return site.Frame{
		Kind: kind, SiteTitle: "The second call", Title: title, Lang: "en", Dir: "ltr", Root: root, Home: root + "home.html", Nav: nav,
		Styles: []string{Stylesheet}, AtomFeed: "feed.xml", JSONFeed: "feed.json", NoIndex: true,
		Policy: "default-src 'none'; style-src 'self' file:; font-src 'self' file:; img-src 'self' data: file:",
		Glyphs: chart.Glyphs(),
		Footer: "Built on this computer from 91 Markdown files. Nothing on this page is loaded from anywhere else.",
	}
}

func stepRef(n int) site.StepRef {
	return site.StepRef{Number: n, Label: stepLabels[n-1], Words: fmt.Sprint(n, " ", stepLabels[n-1]), Href: "step.html"}
}

func storyRows() []site.Row {
	var rows []site.Row
	for i, e := range storyEntries() {
		day := storyZero.AddDays(e.day)
		r := site.Row{ID: fmt.Sprintf("r%d", i+1), Href: "entry.html", Title: e.title, Excerpt: e.excerpt, Day: fmt.Sprint(e.day), DayWords: fmt.Sprintf("Day\u00a0%d", e.day), Date: day.Format("Mon 2 Jan"),
			ISO: day.String(), Year: "2026", Steps: []site.StepRef{stepRef(e.step)}, Milestone: e.milestone, Planned: e.planned}
		if e.planned {
			r.Href, r.Milestone = "", ""
		}
		rows = append(rows, r)
	}
	return rows
}

func storyMarks() []chart.Mark {
	var marks []chart.Mark
	for i, e := range storyEntries() {
		m := chart.Mark{Day: storyZero.AddDays(e.day), Steps: []int{e.step - 1}, Title: e.title, Href: "entry.html", Row: fmt.Sprintf("r%d", i+1)}
		if e.planned {
			m.Kind = chart.Planned
		}
		marks = append(marks, m)
	}
	return marks
}

func storySteps() []chart.Step {
	var steps []chart.Step
	for i, l := range stepLabels {
		s := chart.Step{ID: l, Label: l}
		for _, e := range storyEntries() {
			if e.step == i+1 && !e.planned {
				s.Count++
			}
		}
		steps = append(steps, s)
	}
	return steps
}

func storyTimeline() chart.Timeline {
	p := chart.Pursuit{Title: "Harbourside Museum", Words: english(), Steps: storySteps(), Marks: storyMarks(), DayZero: storyZero, ZeroLabel: "the no", Today: storyToday, Arc: 30, List: "#ledger"}
	for i, e := range storyEntries() {
		if e.milestone == "" {
			continue
		}
		m := chart.Milestone{Day: storyZero.AddDays(e.day), Label: e.milestone, Planned: e.planned, Step: e.step - 1, Row: fmt.Sprintf("r%d", i+1)}
		switch e.milestone {
		case "The no":
			m.Glyph = chart.No
		case "The second call":
			m.Glyph = chart.Call
		}
		p.Milestones = append(p.Milestones, m)
	}
	return chart.Draw(p)
}

func storyStrip() []site.Step {
	words := []string{"done, 2 entries", "done, 3 entries", "begun, 4 entries", "done, 3 entries", "done, 3 entries", "begun, 5 entries"}
	fills := []int{2, 2, 1, 2, 2, 1}
	var steps []site.Step
	for i, l := range stepLabels {
		steps = append(steps, site.Step{Number: i + 1, Label: l, Href: "step.html", Fill: fills[i], Words: words[i]})
	}
	return steps
}

func storyUpcoming() []site.Item {
	return []site.Item{{When: "Tue 6 Oct", ISO: "2026-10-06", Text: "Second conversation, with the board"},
		{When: "Thu 8 Oct", ISO: "2026-10-08", Text: "Write to Dana, whatever happens"}, {When: "Any day", Text: "One more pass over the slides"}}
}

func storyOverview() *site.OverviewFigure {
	row := func(title, words string, from civil.Date, days, n int, end chart.Ending) chart.Row {
		r := chart.Row{Title: title, Href: "pursuit.html", Words: words, From: from, To: from.AddDays(days), DayZero: from, Ending: end}
		for i := range n {
			r.Marks = append(r.Marks, chart.Mark{Day: from.AddDays(i * days / n), Steps: []int{i * 6 / n}})
		}
		return r
	}
	return &site.OverviewFigure{Heading: "Everything you have gone after", Drawing: chart.DrawOverview([]chart.Row{
		row("Harbourside Museum", "in motion, day 26 · 20 entries", storyZero, 26, 20, chart.InMotion),
		row("Riverside half marathon", "resting, day 94 · 9 entries", civil.Date{Year: 2026, Month: 7, Day: 1}, 94, 9, chart.Resting),
		row("Northlight Fellowship", "another door, after 61 days · 23 entries", civil.Date{Year: 2026, Month: 3, Day: 16}, 61, 23, chart.AnotherDoor),
		row("The flat on Elm Row", "let go on day 28 · 8 entries", civil.Date{Year: 2026, Month: 1, Day: 12}, 28, 8, chart.LetGo),
		row("Brightwell translation prize", "the yes, after 133 days · 31 entries", civil.Date{Year: 2025, Month: 11, Day: 19}, 133, 31, chart.TheYes),
	}, storyToday, 6, false, english())}
}

func storyDays() []chart.DayMark {
	var days []chart.DayMark
	for day := (civil.Date{Year: 2026, Month: 1, Day: 5}); !day.After(storyToday); day = day.AddDays(1) {
		if seed := day.Day*7 + int(day.Month)*13; seed%5 == 0 || seed%11 == 0 {
			marks := chart.DayMark{Day: day, Steps: []int{seed % 6}, Href: "entry.html"}
			if seed%3 == 0 {
				marks.Steps = append(marks.Steps, (seed+2)%6)
			}
			days = append(days, marks)
		}
	}
	return days
}

func storyBurn(tall bool) chart.Burn {
	d := storyZero.AddDays
	return chart.DrawBurn([]chart.GapSpan{{Opened: d(4)}, {Opened: d(16)}, {Opened: d(4), Closed: d(19)}, {Opened: d(4), Closed: d(15)},
		{Opened: d(4), Closed: d(18)}, {Opened: d(16), Closed: d(24)}}, storyZero, storyToday, chart.BurnLook{Tall: tall, Words: english()})
}

func storyLedger() []site.LedgerGroup {
	rows, marks := storyRows(), storyMarks()
	groups := make([]site.LedgerGroup, 0, 8) // the lanes are filled in by address below
	var shown []chart.Mark                   // what stands in each line of the list, headings and today as no mark
	var slots []*template.HTML
	add := func(m chart.Mark, lanes *template.HTML) { shown, slots = append(shown, m), append(slots, lanes) }
	for i := range rows {
		week := storyEntries()[i].day/7 + 1
		heading := fmt.Sprintf("Week %d", week)
		if storyEntries()[i].planned {
			heading = "Week 4"
		}
		if len(groups) == 0 || groups[len(groups)-1].Heading != heading {
			groups = append(groups, site.LedgerGroup{Heading: heading, Note: "from " + storyZero.AddDays(7*(week-1)).Format("2 January"), Items: make([]site.LedgerItem, 0, 40)})
			add(chart.Mark{}, &groups[len(groups)-1].Lanes)
		}
		g := &groups[len(groups)-1]
		switch i {
		case 12:
			g.Items = append(g.Items, site.LedgerItem{Quiet: "2 quiet days"})
			add(chart.Mark{}, &g.Items[len(g.Items)-1].Lanes)
		case 20:
			g.Items = append(g.Items, site.LedgerItem{Today: "Today, Saturday 3 October", Day: "26"})
			add(chart.Mark{}, &g.Items[len(g.Items)-1].Lanes)
		}
		g.Items = append(g.Items, site.LedgerItem{Row: &rows[i]})
		add(marks[i], &rows[i].Lanes)
	}
	for i, lanes := range chart.Ledger(6, shown) {
		*slots[i] = lanes
	}
	return groups
}

func storyGaps() (workedOn, eased []site.GapCard) {
	pursuit := &site.Link{Text: "Harbourside Museum", Href: "pursuit.html"}
	return []site.GapCard{
			{Title: "Answers ran long", From: "Dana, feedback call", Said: "“You answer the question, then you answer it again.”", Words: "Day 4", Plan: "Practising with a kitchen timer.", Pursuit: pursuit, Evidence: []site.Link{{Text: "Coffee with Priya", Href: "entry.html"}}},
			{Title: "Slides too dense", From: "Tom", Words: "Day 16", Plan: "Nine pages became four; one more pass."},
		}, []site.GapCard{
			{Title: "Budget figures not to hand", Kind: "Skill", Words: "Day 4 to day 19", Plan: "Budget course, two evenings."},
			{Title: "Answered the question twice", Words: "Day 4 to day 15", Plan: "One breath, one answer."},
			{Title: "No evening-programme example", Words: "Day 4 to day 18", Plan: "Built one, with costs."},
			{Title: "Did not ask about the team", Words: "Day 16 to day 24", Plan: "Three questions, learned by heart."},
		}
}

func storyGroups() []site.Group {
	rows := storyRows()
	for i := range rows {
		rows[i].ID = ""
		rows[i].Pursuit = &site.Link{Text: "Harbourside Museum", Href: "pursuit.html"}
	}
	rows[3].Setback, rows[5].Badge, rows[8].Back = "a setback: froze on the stairs", &site.Badge{Level: "private", Name: "private", Why: "only you"}, "Back after 12 days."
	rows[6].Steps = append(rows[6].Steps, stepRef(6))
	return []site.Group{{Heading: "October 2026", Href: "review.html", Note: "3 entries", Rows: rows[17:20]}, {Heading: "September 2026", Href: "review.html", Note: "17 entries", Rows: rows[:17]}}
}

const storyProse = `<p>The phone rang while I was on my knees with the volunteer guide spread over the carpet, page four where page nine used to be. I knew the number. I had not saved it and I knew it.</p>
<p>D. said the person they had chosen had chosen something else. She said it plainly, the way she says everything, and then she said:</p>
<blockquote><p>“Are you still interested? I would understand if you were not.”</p></blockquote>
<p>Three weeks ago I would have said yes before the question mark. Today I asked for an hour. I made tea. I looked at the list on the fridge, the one from the Sunday I tried to say what I had actually wanted from it, and the list still said <em>the evening programme</em>, and I still wanted it.</p>
<p>I rang back in ten minutes. The hour had been for knowing that I could take it.</p>
<h2>What I think did it</h2>
<p>Not the letter, though she mentioned the letter. She mentioned the flood-map notes, which their conservator is using, and the workshop, which a trustee’s daughter had come home from talking about tides. I did those things because they needed doing and I was sad and had my hands free. I want to write that down before I start believing that I planned it.</p>
<p>It is not a yes. It is a conversation on Tuesday, with the board this time. I told Tom first. He said, “Second is a place,” and then he asked what I was going to wear.</p>
`

const everyElement = `<p>A paragraph with <strong>weight</strong>, <em>stress</em>, <mark>a mark</mark>, <del>a word taken back</del>, <code>code</code> and <a href="entry.html">a link</a>, <span class="tag">#tides</span>.<sup id="fnref1"><a class="footnote-ref" href="#fn1" role="doc-noteref">1</a></sup></p>
<h2 id="two">Second level</h2><h3 id="three">Third level</h3><h4 id="four">Fourth level</h4>
<ul><li>one</li><li>two<ul><li>two and a half</li></ul></li></ul>
<ol start="3"><li>three</li><li>four</li></ol>
<ul class="tasks"><li class="task task-done"><label><input type="checkbox" disabled checked> The thank-you letter</label></li><li class="task task-open"><label><input type="checkbox" disabled> One more pass over the slides</label></li><li class="task task-dropped"><label><input type="checkbox" disabled> The blue folder <small class="task-state">(left out)</small></label></li><li class="task task-working"><label><input type="checkbox" disabled> The talk <small class="task-state">(in work)</small></label></li></ul>
<dl><dt>Second</dt><dd>A place.</dd><dt>Twin</dt><dd>A place with the same qualities.</dd></dl>
<div class="table" role="region" tabindex="0" aria-label="Table"><table><thead><tr><th>Day</th><th>What</th><th class="align-right">Hours</th></tr></thead><tbody><tr><td>4</td><td>Feedback call with a rather long description that needs room</td><td class="align-right">1</td></tr><tr><td>12</td><td>Budget course</td><td class="align-right">2</td></tr></tbody></table></div>
<pre tabindex="0"><code>journal new "The second call" --step persist --pursuit harbourside --edit --and-a-very-long-line
</code></pre>
<aside role="note" class="callout callout-note"><p class="callout-title">Note</p><p>A callout with a sentence in it.</p></aside>
<aside role="note" class="callout callout-private"><p class="callout-title">Private</p><p>Only you read this.</p></aside>
<details class="callout callout-tip"><summary class="callout-title">More of it</summary><p>Hidden until asked for.</p></details>
<hr>
<figure><img alt="A tide table" width="600" height="200" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='600' height='200'%3E%3Crect width='600' height='200' fill='%238238a0'/%3E%3C/svg%3E"><figcaption>The tide table.</figcaption></figure>
<p>Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft and https://example.org/a/very/long/address/that/does/not/want/to/break/anywhere/at/all</p>
<section class="footnotes" role="doc-endnotes" aria-label="Footnotes"><ol><li id="fn1"><p>Said twice. <a href="#fnref1" class="footnote-back" role="doc-backlink" aria-label="Back to the text">↩</a></p></li></ol></section>
`

// storyViews are a view for each kind of page.
func storyViews() map[string]any {
	rows, workedOn, eased := storyRows(), []site.GapCard(nil), []site.GapCard(nil)
	workedOn, eased = storyGaps()
	strip := chart.DrawStrip(2026, storyDays(), storyToday, time.Monday, english())
	months := chart.Months(2026, storyDays(), func(time.Month) string { return "review.html" }, storySteps(), storyToday, time.Monday, english())
	tl := storyTimeline()
	people := []site.PersonCard{{Name: "Dana Okafor", Words: "Thanked day 0, gave feedback day 4, rang day 22"}, {Name: "Priya Raman", Words: "At Saltmarsh, the twin; coffee day 15"}, {Name: "Tom Lindqvist", Words: "Second opinion, day 16"}}
	var key []site.StepRef
	for n := range 6 {
		key = append(key, stepRef(n+1))
	}
	marks := storyMarks()[:20]
	here := chart.NewHere(marks)
	harbourside := site.Link{Text: "Harbourside Museum", Href: "pursuit.html"}
	lately := []site.Row{rows[19], rows[18], rows[16]}
	for i, said := range []string{"today", "Thursday", "Tuesday"} {
		lately[i].ID, lately[i].Date, lately[i].Milestone = "", said, ""
	}
	wordStrip := chart.WordStrip([]chart.StepState{chart.StepDone, chart.StepDone, chart.StepBegun, chart.StepDone, chart.StepPlanned, chart.StepSkipped}, "Steps: 1 Thank them done, 2 Ask for feedback done, 3 Recalibrate begun")
	frame := func(kind, title string) site.Frame { return storyFrame(kind, title, "") }
	entryFrame := frame("entry", "The second call · Day 22")
	entryFrame.Prev = &site.Neighbour{Label: "Day 19, before", Title: "Budget course, week two", Href: "entry.html"}
	entryFrame.Next = &site.Neighbour{Label: "Day 23, after", Title: "Not a yes. Not a no.", Href: "entry.html"}
	entry := site.EntryView{Frame: entryFrame, Day: "22", Pursuits: []site.Link{harbourside}, Kicker: "day 22", Heading: "The second call", Date: "Tuesday 29 September 2026", ISO: "2026-09-29",
		Steps: []site.StepRef{stepRef(6)}, Milestones: []string{"The second call"}, With: []string{"D.", "Tom"}, Here: here.At(16, "Entry 17 of 20, day 22 of 26"), HereWords: "Entry 17 of 20",
		Body: storyProse, Hue: 6, Notes: []site.Note{{Text: "From day 6: “Not the title. Not even the money. The evening programme, with the lights on and the doors open.”", LinkText: "What I actually wanted from it", Href: "entry.html"}}}
	full := entry
	full.Body, full.Badge, full.Clock, full.Via = everyElement, &site.Badge{Level: "private", Name: "private", Why: "because nothing says otherwise"}, "18:20", "call"
	full.Mood, full.Energy, full.Hard, full.Weather, full.Place = "4 of 5", "3 of 5", "5 of 5", "rain", "the kitchen"
	full.Gave, full.GaveHref, full.Gaps, full.Setback, full.Helped = "the flood-map notes", "https://example.org/", []string{"opened: SQL", "closed: budget figures"}, "froze in the mock interview", []string{"a walk", "calling Sam"}
	full.Back, full.Tags, full.Planned, full.Owner = "Back after 12 days.", []site.Link{{Text: "tides", Href: "list.html"}, {Text: "museum", Href: "list.html"}}, "planned for 6 October", true
	full.Support = []site.Support{{Name: "A friend’s number", Phone: "+44 20 7946 0000", PhoneHref: "tel:+442079460000"}, {Name: "The listening line", Href: "https://example.org/"}}
	return map[string]any{
		"home": site.HomeView{Frame: frame("home", "Day 26"), Date: "Saturday 3 October 2026", ISO: "2026-10-03", Heading: "Day 26 since Harbourside said\u00a0no",
			Lede:  "You thanked them the same morning. You asked what they saw, and you have been mending it since. On day 22 they rang again.",
			Steps: storyStrip(), Pursuit: &harbourside, Figure: &site.Figure{Heading: "Harbourside Museum, day by day", Drawing: tl, List: rows}, Upcoming: storyUpcoming(), Lately: lately,
			Around: []site.Row{{Href: "entry.html", Title: "Northlight, six months on", Excerpt: "The fellow they chose wrote to say she uses my reading list.", Date: "3 September", ISO: "2026-09-03", Steps: []site.StepRef{stepRef(4)}},
				{Href: "entry.html", Title: "What the flat was for", Excerpt: "A desk by a window. This flat has a window.", Date: "3 February", ISO: "2026-02-03", Steps: []site.StepRef{stepRef(3)}}},
			Overview: storyOverview(), Year: &site.YearFigure{Heading: "2026, a day at a time", Drawing: strip, Href: "calendar.html"}},
		"pursuits": site.PursuitsView{Frame: frame("pursuits", "Pursuits"), Heading: "Everything you have gone after", Lede: "Five so far.", Overview: storyOverview(),
			Pursuits: []site.PursuitCard{{Title: "Harbourside Museum", Href: "pursuit.html", Words: "in motion, day 26", Summary: "Programme lead.", Strip: wordStrip, Badge: &site.Badge{Level: "private", Name: "private", Why: "only you"}},
				{Title: "The flat on Elm Row", Href: "pursuit.html", Words: "let go on day 28", Strip: wordStrip}}},
		"pursuit": site.PursuitView{Frame: frame("pursuit", "Harbourside Museum"), Up: &site.Link{Text: "Pursuits", Href: "pursuits.html"}, Kicker: "in motion", Heading: "Harbourside Museum",
			Lede:  "Programme lead. They rang on Monday 7 September to say it had gone to someone else, and on Tuesday 29 September to ask whether I was still interested.",
			Facts: []site.Fact{{Number: "26 days", Words: "since the no"}, {Number: "20 entries", Words: "written"}, {Number: "6 of 6", Words: "steps begun"}, {Number: "4 of 6", Words: "soft spots eased"}},
			Steps: storyStrip(), Figure: &site.Figure{Heading: "From the no to today", Drawing: tl}, Groups: storyLedger(), LaneRows: 6, Upcoming: storyUpcoming()[:2], Burn: burnOf(storyBurn(false)), Gaps: workedOn, GapsHref: "feedback.html", People: people,
			Twins: []site.TwinRow{{Name: "Saltmarsh Museum", Status: "contacted", Shares: []string{"tides", "evening doors"}, Note: "Priya works there."}},
			Said:  []site.Quote{{Text: "“You answer the question, then you answer it again.”", From: "Priya", Date: "22 September", ISO: "2026-09-22"}}},
		"step": site.StepView{Frame: frame("step", "Find a twin"), Step: stepRef(5), Heading: "Find a twin", Lede: "Other places with the same qualities.", Prompts: []string{"What did I like about them?", "Who else has that?"},
			Lanes: []site.StepLane{{Pursuit: harbourside, Words: "three entries", Here: here.At(9, "Entry 10 of 20")}}, Groups: storyGroups(), Helped: []string{"A walk along the tide line", "Calling Sam"}},
		"entry":    entry,
		"full":     full,
		"timeline": site.TimelineView{Frame: frame("timeline", "Timeline"), Heading: "Timeline", Lede: "Twenty entries in 2026.", Years: []site.Link{{Text: "2025", Href: "timeline.html"}, {Text: "2026", Href: "timeline.html", Current: true}}, Overview: storyOverview(), Groups: storyGroups(), Pages: []site.Link{{Text: "1", Href: "timeline.html", Current: true}, {Text: "2", Href: "timeline.html"}}},
		"calendar": site.CalendarView{Frame: frame("calendar", "2026"), Heading: "2026", Lede: "74 days with something written, and all the others, which were lived.", Years: []site.Link{{Text: "2025", Href: "calendar.html"}, {Text: "2026", Href: "calendar.html", Current: true}}, Strip: &strip, Months: months, Key: key},
		"review": site.ReviewView{Frame: frame("review", "September 2026"), Heading: "September 2026", Sentences: []string{"Seventeen entries on fifteen days, over all six steps.", "On the 29th they rang again."}, Figure: &months[8], Rows: storyGroups()[1].Rows[:5], Gaps: []string{"Budget figures not to hand, eased"}, Thanked: []string{"Dana", "Tom"},
			Kept: []site.Note{{Text: "Second is a place.", LinkText: "The second call", Href: "entry.html"}}},
		"reviews": site.ReviewsView{Frame: frame("reviews", "Looking back"), Heading: "Looking back", Lede: "Years, and their months.", Years: []site.ReviewYear{{Year: harbourside, Months: []site.Link{{Text: "September", Href: "review.html"}}}}},
		"year": site.ReviewView{Frame: frame("review", "2026"), Up: []site.Link{harbourside}, Heading: "2026", Sentences: []string{"Twenty entries on eighteen days."}, Parts: []site.Link{{Text: "September", Href: "review.html"}},
			Year: &site.YearFigure{Heading: "The year at a glance", Drawing: strip, Href: "calendar.html"}, Turns: rows[:2], Helped: []string{"a walk"}},
		"week": site.ReviewView{Frame: frame("review", "Week of 28 September"), Up: []site.Link{harbourside}, Heading: "Week of 28 September", Lanes: &site.Figure{Heading: "By step", Drawing: tl}, Rows: rows, More: &harbourside},
		"twins": site.TwinsView{Frame: frame("twins", "Twins"), Heading: "Twins", Lede: "Other places with the same qualities.", Pages: []site.Link{{Text: "1", Href: "twins.html", Current: true}},
			Maps: []site.TwinMap{{ID: "map1", Pursuit: harbourside, Qualities: []string{"tides", "evening doors"}, Caption: "The way to each.",
				Twins: []site.TwinRow{{Name: "Saltmarsh Museum", Href: "https://example.org/", Status: "contacted", Has: []bool{true, false}, Overlap: "1 of 2", Note: "Priya works there.", Drawing: chart.DrawTwin(chart.TwinMark{Station: 2, Shares: 1, Of: 2}, 7)}}}}},
		"given":         site.GivenView{Frame: frame("given", "What was given"), Heading: "What was given", Lede: "Two things given away.", Groups: []site.GiftGroup{{Heading: "September 2026", Gifts: storyGifts(rows)}}, Years: []site.Link{{Text: "2026", Href: "given.html", Current: true}}},
		"given-numbers": site.GivenView{Frame: frame("given", "What was given"), Heading: "What was given", Counts: []site.GivenCount{{Pursuit: harbourside, Words: "2 things"}, {Pursuit: site.Link{Text: "Outside of any pursuit"}, Words: "1 thing"}}},
		"helped": site.HelpedView{Frame: frame("helped", "What helped so far"), Heading: "What helped so far", Lede: "Small things, mostly.", Terms: []site.IndexTerm{{Text: "a walk", Count: 2, Links: []site.Link{harbourside}}},
			Roads: []site.SetbackRoad{{Pursuit: harbourside, Facts: []site.Fact{{Number: "26 days", Words: "in all"}, {Number: "4 days", Words: "since a setback"}}, Words: "Back after nine days, then four."}}, Setbacks: []site.SetbackRow{{Row: rows[3], Text: "froze", Helped: []string{"a walk"}, Back: "Back after four days."}}},
		"letters": site.LettersView{Frame: frame("letters", "Letters to myself"), Heading: "Letters to myself", Lede: "Written for a later day.", Sealed: []site.Letter{{Row: rows[0], Opens: "4 December 2026", OpensISO: "2026-12-04", OpensDay: "51"}}, Opened: []site.Letter{{Row: rows[1], Opens: "3 October 2026", OpensISO: "2026-10-03", Beside: &rows[2]}}},
		"celebration": site.CelebrationView{Frame: frame("celebration", "The yes"), Up: []site.Link{harbourside}, Sun: true, Heading: "The yes", Lede: "It came on 6 March 2026.", Facts: []site.Fact{{Number: "26 days", Words: "from the no to the end"}}, Figure: &site.Figure{Heading: "From the no to the yes", Drawing: tl, List: rows},
			Road: []site.Waymark{{Title: "The no", DayWords: "Day 0", Date: "7 September 2026", ISO: "2026-09-07", Entry: &harbourside}}, People: people, GivenWords: "Two things were given.", Given: storyGifts(rows), Gaps: eased, Helped: []string{"a walk"}, Kept: []site.Note{{Text: "Second is a place.", LinkText: "The second call", Href: "entry.html"}}},
		"list": site.ListView{Frame: frame("list", "tides"), Kicker: "Tag", Heading: "tides", Lede: "Everything with this tag.", Groups: storyGroups()},
		"feedback": site.FeedbackView{Frame: frame("feedback", "Feedback"), Heading: "What they saw", Lede: "Six soft spots, named by people who took the trouble. Four have eased.", Burns: []site.BurnFigure{{Pursuit: harbourside, Drawing: storyBurn(true)}}, WorkedOn: workedOn, Eased: eased,
			Said: []site.Quote{{Text: "“Bring one page, not nine.”", From: "Tom", Date: "23 September", ISO: "2026-09-23"}}},
		"people": site.PeopleView{Frame: frame("people", "People"), Heading: "People", Lede: "Who was part of it.", Groups: []site.PeopleGroup{{Heading: "Whenever", People: people}}},
		"index": site.IndexView{Frame: frame("index", "Index"), Heading: "Index of words", Lede: "Everything that has a name here.", Search: &site.SearchBox{Script: "search.js", Steps: []site.Choice{{Value: "thank", Text: "Thank them"}}, Counts: site.SearchCounts{Other: "{n} results"}}, Letters: []site.Link{{Text: "A–M", Href: "index.html", Current: true}, {Text: "N–Z", Href: "index.html"}},
			Tags: []site.IndexTerm{{Text: "tides", Href: "list.html", Count: 7}, {Text: "museum", Href: "list.html", Count: 3}}, Steps: []site.IndexTerm{{Text: "1 Thank them", Href: "step.html", Count: 2}, {Text: "5 Find a twin", Href: "step.html", Count: 3}},
			Milestones: []site.IndexTerm{{Text: "The second call", Links: []site.Link{{Text: "29 September 2026", Href: "entry.html"}}}}, Titles: storyIndex(), Pages: []site.Link{{Text: "About", Href: "page.html"}}},
		"page":     site.PageView{Frame: frame("page", "About"), Heading: "About this journal", Body: storyProse},
		"unlock":   site.UnlockView{Frame: frame("unlock", "Sealed pages"), Heading: "Sealed pages", Script: "unlock.js"},
		"notfound": site.NotFoundView{Frame: frame("notfound", "Not found"), Heading: "There is no page here", Text: "Nothing you wrote is lost.", Index: "index.html"},
		"empty":    site.HomeView{Frame: frame("home", "Today"), Date: "Saturday 3 October 2026", Empty: &site.Empty{Heading: "Nothing here yet, and nothing is late", Text: "When you are ready, write one line about what happened. A date and a name are enough; the steps can wait.", Command: `journal new "Harbourside Museum"`}},
		"unheard":  site.FeedbackView{Frame: frame("feedback", "Feedback"), Heading: "What they saw", Empty: &site.Empty{Heading: "No feedback yet", Text: "You could ask one person one question: “What is the one thing I should work on?”"}},
	}
}

func storyGifts(rows []site.Row) []site.Gift {
	return []site.Gift{{What: "the flood-map notes", To: "To Dana", Via: "by letter", Link: &site.Link{Text: "https://example.org/", Href: "https://example.org/"}, Row: rows[0]}, {What: "an hour", Row: rows[1]}}
}

func burnOf(b chart.Burn) *chart.Burn { return &b }

func storyIndex() []site.IndexGroup {
	byLetter := map[string][]site.Link{}
	var letters []string
	for _, e := range storyEntries() {
		letter := strings.ToUpper(e.title[:1])
		if byLetter[letter] == nil {
			letters = append(letters, letter)
		}
		byLetter[letter] = append(byLetter[letter], site.Link{Text: e.title, Href: "entry.html"})
	}
	var groups []site.IndexGroup
	for _, l := range letters {
		groups = append(groups, site.IndexGroup{Letter: l, Links: byLetter[l]})
	}
	return groups
}
