package site

import (
	"html/template"

	"journal/generator/chart"
)

// A view is the data of one page, complete before rendering starts: strings are
// ready to be shown, links are relative to the page, drawings are drawn. No view
// has a method that does work, and none reaches the site. These structs are the
// theme author's manual.

// Frame is what stands around every page; each view embeds it.
type Frame struct {
	Kind        string // the page kind: home, pursuit, entry, …; also the body's class
	SiteTitle   string
	Title       string // of the page, for <title>
	Description string // for <meta name="description">, or ""
	Lang, Dir   string // "en", "ltr"
	Root        string // relative way to the site's root: "", "../", "../../"
	Home        string // link to the first page
	Nav         []Link
	Extra       []Link // links of the author's own, after Nav
	Styles      []string
	Favicon     string // link, or ""
	Keys        string // link to the script for the key that opens the search, or ""
	Search      string // link to the page with the search, which Keys opens
	AtomFeed    string // link, or "" where the page has no feed
	JSONFeed    string
	Canonical   string // absolute address, or ""
	NoIndex     bool
	Policy      string        // content security policy
	Glyphs      template.HTML // the signs that drawings refer to
	Owner       bool          // the author's own edition: badges, private cards
	NoNumbers   bool          // the program counts nothing, so pages do not either
	Rooms       []Link        // pages about the whole journal that are not in Nav
	Footer      string        // one sentence
	Support     []Support     // somebody to turn to
	Prev, Next  *Neighbour
}

// Link is a link with its words.
type Link struct {
	Text, Href string
	Current    bool // the page the reader is on, or its section
}

// Support is somebody to turn to.
type Support struct{ Name, Href, Phone, PhoneHref string }

// Neighbour is the page before or after this one.
type Neighbour struct {
	Label string // "Day 19, before"
	Title string
	Href  string
}

// StepRef names a step: its number, its class s1 … sn and its label.
type StepRef struct {
	Number int
	Label  string
	Words  string // "4 Find a twin"; the label alone where a program shows no numbers
	Href   string
}

// Badge tells the author who sees an entry and why; nil in published pages.
type Badge struct {
	Level string // private, protected, unlisted, public
	Name  string // the level in words
	Why   string
}

// Row is one entry in a list.
type Row struct {
	ID        string // "r12" where a chart refers to the row, or ""
	Href      string
	Title     string
	Excerpt   string // one or two sentences, or ""
	Day       string // "22", day number in its pursuit, or ""
	DayWords  string // "Day 22", or ""
	Date      string // "Tue 29 Sep"
	ISO       string // "2026-09-29"
	Year      string // "2026"
	Steps     []StepRef
	Pursuit   *Link
	Milestone string // "The second call", or ""
	Setback   string // "a setback", its text, or ""
	Back      string // "Back after 12 days.", or ""
	Planned   bool
	Badge     *Badge
	Lanes     template.HTML // the ledger's fine lanes, or ""
}

// Item is a planned thing or a suggestion on the private card.
type Item struct {
	When, ISO string // "Tue 6 Oct", "2026-10-06"; or "Any day", ""
	Text      string
	Href      string
	Prompt    []string
}

// Step is one place of the step strip.
type Step struct {
	Number int
	Label  string
	Href   string
	Fill   int    // 0 not begun, 1 begun, 2 done, 3 planned, 4 left out
	Words  string // "done, 2 entries", "2 of 3", "whenever you like"
}

// Figure is a pursuit's timeline with its sentence and its list.
type Figure struct {
	Heading  string // heading of the figure; visually hidden on the first page
	Drawing  chart.Timeline
	Sentence string // stands alone where there is too little for a drawing
	List     []Row  // the same facts, in order; empty where a ledger follows
}

// Fact is a number and what it counts: "26 days", "since the no".
type Fact struct{ Number, Words string }

// HomeView is the first page: where you stand today.
type HomeView struct {
	Frame
	Date           string // "Saturday 3 October 2026"
	ISO            string
	Heading        string // "Day 26 since Harbourside said no"
	Lede           string
	Empty          *Empty // nothing to show yet; all below is then empty
	Steps          []Step
	Pursuit        *Link // the pursuit that Steps and Figure belong to
	Figure         *Figure
	Upcoming       []Item // the author's card "Next, when you are ready"; at most three
	Lately         []Row
	Around         []Row  // around this day in earlier months and years
	SameDay        []Row  // around the same day of earlier pursuits
	SameDayHeading string // "Around day 39 of earlier pursuits"
	AroundHref     string // more of both, or ""
	Celebration    *Link  // of the pursuit, if it was won
	Overview       *OverviewFigure
	Year           *YearFigure
	Rhythm         string // "23 days written; 11 of the last 30.", or ""
}

// Empty is a page or a part that has nothing to show yet.
type Empty struct {
	Heading, Text string
	Command       string // what to type, or ""
}

// OverviewFigure is all pursuits in calendar time.
type OverviewFigure struct {
	Heading      string
	Drawing      chart.Overview
	Earlier      int    // rows beyond the twelfth; they stand in a <details>
	EarlierWords string // "and 9 earlier", or ""
}

// YearFigure is a year as a band of dots.
type YearFigure struct {
	Heading string
	Drawing chart.Strip
	Href    string // the calendar
}

// PursuitsView lists all pursuits.
type PursuitsView struct {
	Frame
	Heading, Lede string
	Empty         *Empty
	Overview      *OverviewFigure
	FromZero      *chart.FromZero // pursuits laid on their day zero; nil where there are fewer than two
	Pursuits      []PursuitCard
	Pages         []Link // where there are more than fit on one
}

// PursuitCard is a pursuit in the list.
type PursuitCard struct {
	Title, Href, Words, Summary string
	Strip                       template.HTML // word strip
	Badge                       *Badge
}

// PursuitView is one pursuit: timeline, day by day, soft spots, people.
type PursuitView struct {
	Frame
	Up          *Link  // the list of all pursuits
	Kicker      string // "in motion"
	Heading     string
	Lede        string
	Facts       []Fact
	Celebration *Link // if it was won
	Steps       []Step
	Figure      *Figure
	Felt        *chart.Feelings // how it felt; nil where too few entries say so, or this audience may not know
	Beside      *Beside         // the first entry beside the newest, where the author asks for it
	Groups      []LedgerGroup
	LaneRows    int    // lanes beside the day-by-day list, one for each step
	Earlier     []Link // months, or years, whose rows are not listed here
	Upcoming    []Item
	Burn        *chart.Burn
	Gaps        []GapCard
	GapsHref    string
	People      []PersonCard // the author's edition only
	Twins       []TwinRow
	TwinsHref   string // the twin map, or ""
	Said        []Quote
	Story       template.HTML
	Empty       *Empty
	Badge       *Badge
	Level       string
}

// Beside is the first entry of a pursuit next to the newest.
type Beside struct {
	Heading    string
	Then, Now  Row
	Gone, Came string // words that only Then has, that only Now has, or ""
}

// LedgerGroup is a week or a month of the day-by-day list.
type LedgerGroup struct {
	Heading, Note string        // "Week 1", "from 7 September"
	Lanes         template.HTML // the lanes beside the heading
	Items         []LedgerItem
}

// LedgerItem is a row, the ruled row of today, or quiet days between rows.
type LedgerItem struct {
	Row   *Row
	Today string // "Today, Saturday 3 October"
	Day   string // of Today: "26", or ""

	DayWords string // "Day 26", or ""
	Quiet    string // "3 quiet days"
	Lanes    template.HTML
}

// TwinRow is another place with the same qualities.
type TwinRow struct {
	Name, Href, Status string
	Shares             []string
	Has                []bool // of each quality of the map, whether it shares it
	Overlap            string // "3 of 5", or "" where nothing is counted
	Note               string
	Drawing            template.HTML // the way to it
}

// Quote is what somebody said.
type Quote struct {
	Text, From, Date, ISO string
	Entry                 *Link // the entry that tells of it
}

// PersonCard is somebody who was part of it.
type PersonCard struct{ Name, Words string }

// StepView is one step over all pursuits.
type StepView struct {
	Frame
	Step    StepRef
	Heading string
	Lede    string
	Prompts []string
	Years   []Link // where there are more entries than fit on one page
	Lanes   []StepLane
	Earlier string // "and 12 earlier" where Lanes has the newest pursuits only, or ""
	Groups  []Group
	Helped  []string
	Empty   *Empty
	Pages   []Link // where a year has more than one page
}

// StepLane is how one pursuit went through the step.
type StepLane struct {
	Pursuit Link
	Words   string
	Here    template.HTML
}

// Group is a headed list of entries.
type Group struct {
	Heading string
	Href    string // or ""
	Note    string // "12 entries"
	Rows    []Row
}

// EntryView is one entry.
type EntryView struct {
	Frame
	Day        string // "22", or ""
	Pursuits   []Link
	Kicker     string // "day 22"; or the date where there is no pursuit
	Heading    string
	Date       string // "Tuesday 29 September 2026"
	ISO        string
	Clock      string
	Steps      []StepRef
	Milestones []string
	With       []string
	Via        string
	Mood       string // "4 of 5"; only where this audience may see it
	Energy     string
	Hard       string
	Weather    string
	Place      string
	Gave       string
	GaveHref   string
	Gaps       []string // "SQL (named)"
	Setback    string
	Helped     []string
	Back       string
	Tags       []Link
	Here       template.HTML // the entry's place in its pursuit
	HereWords  string        // "Entry 17 of 20"
	Body       template.HTML
	Hue        int // step number that colours quotations, 0: none
	Notes      []Note
	Planned    string // "planned for …", or ""
	Sealed     string // "A letter to yourself. It opens on …", or ""
	BodyLang   string
	BodyDir    string // writing direction of the text, "" where it is the page's
	Picture    *Picture
	Badge      *Badge
}

// Picture stands for an entry, above its text.
type Picture struct {
	Src, Alt      string
	SrcSet, Sizes string // smaller copies for browsers to choose from, or ""
	Width, Height int    // pixels, 0 if not known
}

// Note is a short text in the margin with a link.
type Note struct{ Text, LinkText, Href string }

// TimelineView is every entry by month, with all pursuits above.
type TimelineView struct {
	Frame
	Heading, Lede string
	Years         []Link
	Overview      *OverviewFigure
	Felt          *chart.Feelings // how the year felt; nil where too few entries say so, or this audience may not know
	Groups        []Group
	Empty         *Empty
	Pages         []Link // where a year has more than one page
}

// CalendarView is one year.
type CalendarView struct {
	Frame
	Heading, Lede string
	Years         []Link
	Strip         *chart.Strip
	Months        []chart.Month
	Key           []StepRef
}

// ReviewView is a week, a month or a year looked back on.
type ReviewView struct {
	Frame
	Up        []Link // all reviews, and the longer stretches that this one is part of
	Heading   string
	Sentences []string
	Parts     []Link       // reviews of the months of a year, the weeks of a month
	Year      *YearFigure  // of a year: its days
	Figure    *chart.Month // of a month: its days
	Lanes     *Figure      // of a week or a month: its entries by step; nil where there is too little for a drawing
	Rows      []Row        // of a week or a month: its entries
	More      *Link        // where there are more entries than rows
	Turns     []Row        // of a year: its turning points
	Gaps      []string
	Thanked   []string
	Helped    []string
	Kept      []Note // lines marked to keep
}

// ReviewsView lists all reviews.
type ReviewsView struct {
	Frame
	Heading, Lede string
	Years         []ReviewYear // the newest first
}

// ReviewYear is a year with its months.
type ReviewYear struct {
	Year   Link
	Months []Link
}

// CelebrationView is a pursuit that was won.
type CelebrationView struct {
	Frame
	Up         []Link // all pursuits, and this one
	Sun        bool   // it was the yes itself, not another door
	Heading    string // "The yes"
	Lede       string // "It came on 6 March 2026, 114 days after the no."
	Facts      []Fact
	Figure     *Figure
	Road       []Waymark
	People     []PersonCard // whom the entries name
	GivenWords string       // "Three things given on the way.", or ""
	Given      []Gift       // the author's edition only
	Gaps       []GapCard    // those that eased
	Helped     []string
	Kept       []Note // lines marked to keep
	Badge      *Badge
}

// Waymark is a turning point that was passed.
type Waymark struct {
	Title     string
	DayWords  string // "Day 104", or ""
	Date, ISO string
	Entry     *Link // the entry that marks it
}

// ListView is a plain list of entries: a tag, a day, undated pages.
type ListView struct {
	Frame
	Kicker, Heading, Lede string
	Groups                []Group
	Empty                 *Empty
	Pages                 []Link // where there are more than fit on one
}

// FeedbackView is the board: what they said, what is being done, what eased.
type FeedbackView struct {
	Frame
	Heading, Lede string
	Burns         []BurnFigure
	WorkedOn      []GapCard
	Eased         []GapCard
	Named, Closed int // how many are worked on and have eased, on all pages
	Said          []Quote
	Pages         []Link // where there is more than one page
	Empty         *Empty
}

// BurnFigure is the soft spots of one pursuit over time.
type BurnFigure struct {
	Pursuit Link
	Drawing chart.Burn
}

// GapCard is a soft spot.
type GapCard struct {
	Title, Kind, Plan string
	Pursuit           *Link
	Words             string // "named on day 4, eased after 19 days"
	From, Said        string
	Evidence          []Link // the newest entries that touch it
	Earlier           string // "and 12 earlier", or ""
}

// TwinsView is the twin map: which places have the qualities that were wanted.
type TwinsView struct {
	Frame
	Heading, Lede string
	Maps          []TwinMap
	Pages         []Link // where there are many maps
}

// TwinMap sets the qualities of one pursuit against its twins.
type TwinMap struct {
	ID        string // "map1"
	Pursuit   Link
	Qualities []string
	Twins     []TwinRow // those that share most first
	Caption   string    // what the drawings show
}

// GivenView is the ledger of what was given away; strangers read numbers alone.
type GivenView struct {
	Frame
	Heading, Lede string
	Counts        []GivenCount // in published pages
	Groups        []GiftGroup  // in the author's edition
	Years, Pages  []Link       // where there is more than one page
}

// GivenCount is how much was given in one pursuit.
type GivenCount struct {
	Pursuit Link // without an address where it was in none
	Words   string
}

// GiftGroup is what was given in one month.
type GiftGroup struct {
	Heading string
	Gifts   []Gift
}

// Gift is something that was given.
type Gift struct {
	What string
	To   string // "to Dana and Tom", or ""
	Via  string // "by letter", or ""
	Link *Link  // where it can be found
	Row  Row    // the entry that tells of it
}

// HelpedView is what helped so far.
type HelpedView struct {
	Frame
	Heading, Lede string
	Terms         []IndexTerm   // what helped; Count is 0 where nothing is counted
	Roads         []SetbackRoad // pursuits with setbacks
	Setbacks      []SetbackRow  // the newest first
	Years, Pages  []Link        // where there is more than one page
}

// SetbackRoad is how one pursuit went on after its setbacks.
type SetbackRoad struct {
	Pursuit Link
	Facts   []Fact // days in all and days since the last, while it is open
	Words   string // "Back after nine days, then four, then two.", or ""
}

// SetbackRow is a setback that was written down.
type SetbackRow struct {
	Row    Row
	Text   string // its words, or ""
	Helped []string
	Back   string // "Back after four days.", or ""
}

// LettersView is the letters that the author wrote to themselves.
type LettersView struct {
	Frame
	Heading, Lede string
	Sealed        []Letter // the author's edition only
	Opened        []Letter // the newest first
	Years, Pages  []Link   // where there is more than one page
}

// Letter is a letter to oneself. Of a sealed one the row has no excerpt.
type Letter struct {
	Row             Row
	Opens, OpensISO string // the day it opens, or ""
	OpensDay        string // "30", its day number in the pursuit, or ""
	Beside          *Row   // what was written on the day it opened, or after
	Later           bool   // Beside was written after that day
}

// PeopleView is the author's own list of people.
type PeopleView struct {
	Frame
	Heading, Lede string
	Groups        []PeopleGroup
	Empty         *Empty
}

// PeopleGroup are people for a time to think of them.
type PeopleGroup struct {
	Heading string // "This week", "Whenever"
	People  []PersonCard
}

// IndexView is the back-of-book index.
type IndexView struct {
	Frame
	Heading, Lede string
	Search        *SearchBox
	Letters       []Link // where titles have pages of their own
	Parts         []Link // the pages of a letter that has more than one
	Tags          []IndexTerm
	Steps         []IndexTerm
	Twins         []IndexTerm
	Milestones    []IndexTerm
	Titles        []IndexGroup
	Pages         []Link
	Empty         *Empty
}

// SearchBox is the search above the index. It shows where scripts may run.
type SearchBox struct {
	Script    string // link to the script
	Root      string // relative way to the site's root
	Steps     []Choice
	Pursuits  []Choice // none where there is only one
	Counts    SearchCounts
	Tags      bool // the index below has tags
	NoNumbers bool
}

// Choice is one line to choose from.
type Choice struct{ Value, Text string }

// SearchCounts say how much was found, with {n} for the number: one form for each
// that a language tells apart, "" for others.
type SearchCounts struct{ Zero, One, Two, Few, Many, Other string }

// IndexTerm is a word and where it leads.
type IndexTerm struct {
	Text, Href string
	Count      int
	Links      []Link
	Earlier    string // "and 12 earlier", or ""
}

// IndexGroup is the titles under one letter.
type IndexGroup struct {
	Letter string
	Links  []Link
}

// PageView is an undated page.
type PageView struct {
	Frame
	Heading  string
	Body     template.HTML
	BodyLang string
	BodyDir  string
	Badge    *Badge
}

// UnlockView is the page at which a circle of readers opens what is sealed for it.
// Its script shows pages of the site in its place.
type UnlockView struct {
	Frame
	Heading string
	Script  string // link to the script
}

// NotFoundView is the page for addresses that are not there. Its links are
// absolute, since it is served at any depth.
type NotFoundView struct {
	Frame
	Heading, Text string
	Index         string // link to the index, or ""
}
