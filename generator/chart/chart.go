// Package chart draws a journal's progress: the timeline of a pursuit, all
// pursuits in calendar time, a year, a month, soft spots easing.
//
// Plain data goes in; out comes SVG and the geometry a template needs to set
// beside it. Drawings are fluid: x in per cent, y in em, glyphs in pixels and no
// viewBox, so that one drawing fits a phone and a wide page and text is never
// scaled. Labels are laid out for three widths when the site is built and
// switched by container queries; nothing needs a script. The picture is hidden
// from assistive technology, because the same facts stand beside it as a
// sentence and a list: each drawing therefore comes with its Caption.
//
// Same data, same bytes: days are civil days, sorting is stable, numbers have
// fixed formats. A drawing does not grow with the journal: above 160 marks the
// lanes of a timeline become bars. Colours are classes (s1 … sn for the steps),
// never values, so that light, dark, print and forced colours are CSS alone.
package chart

import (
	"html/template"

	"journal/generator/civil"
	"journal/generator/words"
)

// Step is a lane: one step of the program, in order.
type Step struct {
	ID, Label string
	Count     int // past entries

	// Number is the step's place in the program, from 1, and so its class s1 … sn;
	// Counted is Count as a gutter writes it ("25k" from 10,000), or "" where numbers
	// are hidden. Draw fills in both.
	Number  int
	Counted string
}

// Kind is what a mark on a timeline stands for.
type Kind uint8

const (
	Entry Kind = iota
	Planned
	Setback
)

// Mark is one entry of a pursuit.
type Mark struct {
	Day   civil.Date
	Steps []int // indexes of the steps it belongs to; none: it has no lane
	Title string
	Href  string // relative to the page, or ""
	Row   string // id of its row in the list beside the chart, or ""
	Kind  Kind
}

// Glyph is the sign of a milestone.
type Glyph uint8

const (
	Turning Glyph = iota // any other turning point
	No                   // turned down: the sun under the horizon
	Call                 // the second call: half a sun
	Yes                  // a full sun
)

// Milestone is a flag above the lanes.
type Milestone struct {
	Day     civil.Date
	Label   string
	Glyph   Glyph
	Planned bool
	Counts  bool   // its label is the number of its day (day 30), which a sentence does not repeat
	Step    int    // lane its leader goes down to, -1: the top lane
	Row     string // id of its row in the list, or ""
}

// Ending is how a pursuit stands; it picks the sign at the end of its bar.
type Ending uint8

const (
	InMotion Ending = iota
	Resting
	TheYes
	AnotherDoor
	LetGo
	several // not one pursuit: a year of them
)

// Pursuit is what a pursuit's timeline shows.
type Pursuit struct {
	Title      string
	Steps      []Step
	Marks      []Mark // in order of day
	Milestones []Milestone
	Rests      []civil.Range
	DayZero    civil.Date // zero: the first mark's day
	ZeroLabel  string     // on the axis instead of "Day 0", or ""; unused where numbers are hidden
	Today      civil.Date
	Closed     bool       // no today line; the axis ends with the last milestone
	From, To   civil.Date // the days of the axis, of a week or a month; zero: as many as there are
	Arc        int        // days after day zero, 0: none
	NoNumbers  bool       // nothing is counted: dates only
	Dates      bool       // dates instead of day numbers; entries are counted
	Fold       bool       // long quiet spans are folded
	Words      *words.Catalogue

	// List is the address of the list beside the chart ("#ledger"): marks too
	// close to draw apart become a pill that links there. "": pills are no links.
	List string
}

// Timeline is a pursuit's drawing. Wide and Narrow are complete <svg> elements;
// CSS shows one of them.
type Timeline struct {
	Gutter       []Step // the lanes' names, top lane (the last step) first
	LabelRows    int    // 0 to 3: how many rows of milestone labels stand above the lanes
	Slim         bool   // lanes are 30 px high instead of 40: more than eight steps
	Wide, Narrow template.HTML
	Rules        template.CSS // lights a mark while its row in the list has focus
	Caption      string

	// Table counts entries by month and step where the lanes are bars; empty where
	// the list beside the drawing holds each entry.
	Table Table
}

// Lane is one row's state in the ledger beside the day-by-day list.
type Lane struct {
	Step                 int
	Disc, Hollow         bool
	Above, Below, Dashed bool // the lane's line continues up, down, dashed
}

// Row is one pursuit in the overview.
type Row struct {
	Title, Href string
	Words       string // "in motion, day 26 · 20 entries"
	From, To    civil.Date
	DayZero     civil.Date
	Marks       []Mark
	Milestones  []Milestone // for DrawFromZero
	Ending      Ending
	Current     bool // drawn strong by DrawFromZero

	marks [][]Mark // of the pursuits that share the row, each in order of day
}

// Overview is all pursuits in calendar time. Each row's SVG belongs to the row
// with the same index; Axis is drawn once below.
type Overview struct {
	Rows    []OverviewRow
	Axis    template.HTML
	Caption string
}

// OverviewRow is a pursuit with its drawing.
type OverviewRow struct {
	Title, Href, Words string
	SVG                template.HTML
}

// DayMark is a day with entries in a year.
type DayMark struct {
	Day   civil.Date
	Steps []int // the step of each entry, in order; -1: none
	Href  string
}

// Strip is a year as one band of dots: Wide has 53 columns, Halves two drawings
// for phones.
type Strip struct {
	Year    int
	Wide    template.HTML
	Halves  [2]template.HTML
	Caption string
}

// Month is a month as a table.
type Month struct {
	Year    int
	Month   int
	Name    string // "October"
	Note    string // "12 entries", "a quiet month", "ahead"
	Href    string // its review, or ""
	Weeks   [][7]DayCell
	Columns [7]Column
}

// Column is a weekday at the head of a month.
type Column struct{ Short, Name string }

// DayCell is one day of a month; Day 0 is a blank place.
type DayCell struct {
	Day   int
	Date  civil.Date
	Href  string
	Today bool
	Said  string        // hidden text: " October, 2 entries, step 1 and 6"
	Strip template.HTML // the six-place strip
}

// GapSpan is a soft spot's life.
type GapSpan struct {
	Opened civil.Date
	Closed civil.Date // zero: still open
	// Reopened days count as open again from that day on.
	Reopened []civil.Date
}

// Burn is soft spots easing over time: SVG "" for fewer than three gaps.
type Burn struct {
	SVG                    template.HTML
	Named, Eased, WorkedOn int
	Caption                string
	Table                  Table // its steps, one row each; empty where there is no SVG
}

// Feelings is how it felt over time: Wide and Narrow are complete <svg> elements,
// of which CSS shows one. Both are "" for fewer than three days.
type Feelings struct {
	Wide, Narrow template.HTML
	Caption      string
	Table        Table
}

// FromZero is several pursuits laid on their day zero, so that one sees how far
// the road back was each time. Rows and Axis are as in an Overview.
type FromZero struct {
	Rows    []OverviewRow
	Axis    template.HTML
	Caption string
	Table   Table
}

// Table is what a drawing shows, as text in rows: for whoever does not see it, and
// for whoever wants the exact days. It grows no more than its drawing does: many
// entries are gathered by month, and above that by year.
type Table struct {
	Name string   // "The same as a table"
	Head []string // of the columns; the first one is of the rows' heads
	Rows []TableRow
}

// TableRow is one row. Cells are as many as the table's Head has after its first.
type TableRow struct {
	Head  string
	Href  string // link of the head, or ""
	Cells []string
}
