// Package frontmatter splits a Markdown file into its front matter and its
// body, and reads the front matter of entries, pursuits and pages.
//
// TOML between lines of +++ and YAML between lines of --- have the same keys
// and go through one validator, which knows the type, the range and the form
// of each key and reports all problems of a file at once. It looks at one file
// only: whether an id names a pursuit, a step or a person is for package
// journal to say, and for that ids keep their place.
//
// On any doubt about who may see a file the answer is "private" (Stated).
package frontmatter

import (
	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/fields"
	"journal/generator/visibility"
)

// File is a Markdown file split in two.
type File struct {
	Source diag.Source // the whole file: UTF-8, no byte order mark, lines end in \n
	Syntax Syntax
	Fields []fields.Field
	Body   []byte // what follows the front matter
	Line   int    // the file's line (from 1) on which Body begins
	// Doubt says why the front matter cannot be trusted to say who may see the
	// file ("its front matter could not be read"), or "". It holds the file private.
	Doubt string
}

// Syntax is the language of a front matter.
type Syntax uint8

const (
	None Syntax = iota
	TOML
	YAML
)

// Text is a value of the author's with its place. The zero Text was not written.
type Text struct {
	S   string
	Pos diag.Pos
	Len int
}

// Moment is a date as it was written: with or without a time, with or without
// an offset. Package journal turns it into a day of the journal.
type Moment struct {
	Date      civil.Date
	HasTime   bool
	Seconds   int // of the day
	HasOffset bool
	Offset    int // seconds east of Greenwich
}

// Stated is what a file says about who may see it.
type Stated struct {
	Level visibility.Level // of the visibility key, if Given
	Given bool
	// Held says why the file stays private whatever its visibility key says
	// ("draft = true", "its visibility is not understood"), or "".
	Held string
	// Published: publish, published or public is true. It counts only where the
	// configuration says trust_publish.
	Published bool
	// Draft: draft is true. A draft is part of no progress, not even its author's.
	Draft bool
	At    Text // the key that decided, for messages
}

// Done is the done key: a bool for all steps of the entry, or a list of steps.
type Done struct {
	All   bool
	Not   bool // done = false
	Steps []Text
}

// Setback is the setback key: true, or a text.
type Setback struct {
	Set  bool
	Text string
}

// Entry is the front matter of an entry. Lists keep the order of the file.
type Entry struct {
	Moment   Moment
	DateAt   Text // the date as written; its zero value: no date key
	Title    Text
	Slug     Text
	Pursuits []Text
	Steps    []Text // ids or, as written, numbers "2"; also tags step/ID
	State    Text   // "", working, done, skip, reopen
	Done     Done

	Milestones   []Text
	With         []Text
	Via          Text
	Gave, URL    string
	FeedbackFrom Text
	GapOpened    []Text
	GapWorked    []Text
	GapClosed    []Text
	Setback      Setback
	Helped       []string
	// Rest is the planned pause; a length ("5d") begins on the entry's day and is
	// given as RestDays.
	Rest     civil.Range
	RestDays int

	Mood, Energy, Hard int // 1 to Options.Scale, 0: not written
	Next               string
	NextBy             civil.Date
	Tags               []Text // # stripped, step/ID tags taken out

	Visibility Stated
	Audience   []Text
	Reveal     Text // as written: "won", "closed", a date, "won + 30d"; form checked
	Letter     bool
	Opens      Text // "day N" or a date; form checked

	Summary, Lang, Image, Weather, Place, Quote string
	ImageAt                                     diag.Pos
	Aliases                                     []Text
	Extra                                       []fields.Field // keys we do not know
}

// Pursuit is the front matter of a pursuit.
type Pursuit struct {
	Title, Kind                                   Text
	Organization, Role, URL, Location, SourceText string
	Program                                       Text
	DayZero                                       civil.Date
	DayZeroAt                                     Text
	Applied, Interviews                           []civil.Date
	Decided, Ended                                civil.Date
	Status                                        Text // open, won, closed, paused; default open
	Outcome                                       Text // "", same, twin, other, let-go
	Arc                                           int  // days; -1: not written
	ThenAndNow                                    bool // the first entry beside the newest
	Qualities                                     []string
	People                                        []PersonRole
	StepsDone, StepsSkipped                       []StepDate
	Gaps                                          []Gap
	Feedback                                      []Feedback
	Twins                                         []Twin
	Milestones                                    []Milestone
	Visibility                                    Stated
	Audience                                      []Text
	Tags                                          []Text
	Aliases                                       []Text
	Summary, Lang, Image                          string
	Extra                                         []fields.Field
}

// PersonRole is a person of a pursuit: "dana: decision maker".
type PersonRole struct {
	Person Text
	Role   string
}

// StepDate is a step that was done or skipped on a day.
type StepDate struct {
	Step Text
	Date civil.Date
}

// Gap is something to work on, as a pursuit lists it.
type Gap struct {
	ID                             Text
	Title, Kind, Plan, PublicTitle string
	Opened, Closed                 civil.Date
}

// Feedback is what somebody said, as a pursuit lists it.
type Feedback struct {
	Date       civil.Date
	From, Gap  Text
	Text       string
	Visibility Stated
}

// Twin is another organization with the same qualities.
type Twin struct {
	Name, URL, Status, Note string // status defaults to spotted
	Shares                  []string
	Date                    civil.Date
	At                      Text
}

// Milestone is a turning point that a pursuit lists itself.
type Milestone struct {
	ID         Text
	Date       civil.Date
	Title      string
	Visibility Stated
}

// Page is the front matter of an undated page.
type Page struct {
	Title, Slug   Text
	Summary, Lang string
	Weight        int // order in lists, smaller first
	Visibility    Stated
	Audience      []Text
	Tags          []Text
	Aliases       []Text
	Extra         []fields.Field
}

// Options are what the configuration says about reading front matter.
type Options struct {
	// DateOrder reads dates such as 03/04/2026: "dmy", "mdy", or "" to refuse them.
	DateOrder string
	// Extra are the author's own keys, never taken for a slip of one of ours.
	Extra []string
	// Scale is the highest mood, energy and hard; 0 stands for 5.
	Scale int
	// BaseURL is the address of the site, with a slash at its end, or "".
	BaseURL string
}
