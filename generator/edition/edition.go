// Package edition decides what one audience may see. It is the only door from
// the private truth of a journal to anything that leaves this machine.
//
// An Edition is made by ForPublic, ForOwner or ForCircle and by nothing else; its entries
// are copies that hold no way back to package journal. Whatever is made of an
// edition afterwards (progress, pages, feeds, links, pictures) can only speak
// of what was admitted here, so a count, a previous/next link or a file name
// cannot betray an entry that was not.
//
// The audience is part of the type. Edition[Public], and the site and the tree
// that descend from it, cannot be confused with the owner's: the code that
// would do so does not compile.
//
// Policy of the public edition, each line with a test:
//   - Private by default and on any doubt. Drafts, days to come and reveals
//     that are not met, or not agreed to, are private. What is protected is not here.
//   - Unlisted entries have a page and are in no list, feed or count.
//   - People and firms of people.toml stand under their public names, in keys,
//     texts, titles, addresses and names of files alike (naming.go); fields in private_fields, private
//     parts of bodies, soft spots without a public title and feedback that is
//     not marked public are left out.
//   - A link to what is not here leads nowhere, exactly like a link to nothing.
//   - What an address, an order or a default is worked out from lies inside the
//     edition: no name is given way to by something unseen.
//
// The edition of a circle (ForCircle) keeps to the same policy, and has what is
// protected for its audience besides. Where that would have the address of something
// public it gives way. No list has words of its text: see quotes.
package edition

import (
	"cmp"
	"strings"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/markdown"
	"journal/generator/memo"
	"journal/generator/visibility"
)

// Public is the audience of strangers.
type Public struct{}

// Owner is the author, on the author's own machine.
type Owner struct{}

// Circle is the readers who have the passphrase of one audience.
type Circle struct{}

// Audience is who an edition is for.
type Audience interface{ Public | Owner | Circle }

// Edition is what one audience may see of a journal on one day.
type Edition[A Audience] struct {
	_ [0]A // without it, Go would convert one audience's edition to another's

	eyes     eyes
	today    civil.Date
	program  config.Program
	entries  []*Entry
	unlisted []*Entry
	months   []*Month
	pursuits []*Pursuit
	pages    []Page
	people   []Person
	static   []File
	former   []Former
	index    *index
	reach    *Reach
	key      memo.Key
}

// Today is the day the edition was made for.
func (e Edition[A]) Today() civil.Date { return e.today }

// Key is equal for two editions that differ in nothing but entries and undated
// pages: for one audience and one day, with the same configuration, words, people
// and pursuits.
func (e Edition[A]) Key() memo.Key { return e.key }

// Program is the journal's own program of steps.
func (e Edition[A]) Program() config.Program { return e.program }

// Entries are the listed entries in order of day, time and source path.
func (e Edition[A]) Entries() []*Entry { return e.entries }

// Unlisted are the entries that have a page and are in no list. The owner's
// edition lists everything and has none.
func (e Edition[A]) Unlisted() []*Entry { return e.unlisted }

// Pursuits are in order of day zero, newest first.
func (e Edition[A]) Pursuits() []*Pursuit { return e.pursuits }

// Pages are the undated pages in order of weight and title.
func (e Edition[A]) Pages() []Page { return e.pages }

// People are those of people.toml; only the owner's edition has any.
func (e Edition[A]) People() []Person { return e.people }

// Static are the files that are copied as they are.
func (e Edition[A]) Static() []File { return e.static }

// ForOwner reports whether this is the author's own edition on the author's own
// machine.
func (e Edition[A]) ForOwner() bool { return e.eyes.desk }

// ForStrangers reports whether this is the edition of strangers.
func (e Edition[A]) ForStrangers() bool { return e.eyes == eyes{} }

// Own reports whether everything is here, under real names: in the author's own
// edition, and in that of the audience "me".
func (e Edition[A]) Own() bool { return e.eyes.own }

// Quotes reports whether lists may carry words of the text of what is seen like that.
func (e Edition[A]) Quotes(v visibility.Level) bool { return (&admission{eyes: e.eyes}).quotes(v) }

// Counted is how many of the listed entries may be counted on pages that have
// nothing to do with them. To a circle these are the public ones: otherwise one
// protected entry would make every page of its site another than the public one.
func (e Edition[A]) Counted() int {
	if e.eyes.circle == "" || e.eyes.own {
		return len(e.entries)
	}
	n := 0
	for _, one := range e.entries {
		if one.Level == visibility.Public {
			n++
		}
	}
	return n
}

// Stage is what the names of stages begin with that remember something of this
// audience's.
func (e Edition[A]) Stage() string { return e.eyes.stage() }

// Entry is one entry as this audience may see it. It is told apart by its pointer
// and not changed once the edition is made.
type Entry struct {
	Day     civil.Date
	Clock   string // "18:20", or "" where the time is not known
	Late    bool   // Clock is after midnight, in the calendar's next day
	Planned bool   // lies ahead; only the owner's edition has such
	Draft   bool   // not written to its end; only the owner's edition has such
	Title   string
	Slug    string // last part of the address, unique within its month
	Address string // "entries/2026/03/what-dana-said/", site-relative
	Summary string // the author's, or the first words of the text
	Lang    string // "" is the site's
	Quote   string // a line the author marked to keep
	Body    *markdown.Document

	Pursuits []string // ids of pursuits of this edition
	Steps    []string // ids
	State    string   // "", working, done, skip, reopen
	Done     []string // ids of steps that this entry declares done

	Milestones   []string
	With         []Person
	Via          string
	Gave, URL    string
	FeedbackFrom Person
	GapOpened    []string
	GapWorked    []string
	GapClosed    []string
	Setback      bool
	SetbackText  string
	Helped       []string
	Rest         civil.Range // zero: none

	Mood, Energy, Hard int // 1 to the configured scale; 0: not known here
	Weather, Place     string
	Next               string
	NextBy             civil.Date
	Tags               []string
	Letter             bool
	Opens              civil.Date
	Reveals            civil.Date // the day its reveal speaks of; zero: none, or an event
	ImageAt            diag.Pos
	Image              string // a picture that stands for the entry, to be followed like a link
	Aliases            []string

	Level  visibility.Level // who may see it
	Why    string           // why, in the author's terms; only in the owner's edition
	Source string           // path of its file; only in the owner's edition

	seconds int // of the day, or -1; hours after midnight go on counting
	linking Linking
	from    string // its file's path, for links
	loose   bool   // names no pursuit
	called  string // its title as its author wrote it, for links
	aliases []frontmatter.Text
	said    diag.List
}

// Compare orders entries as an edition lists them: by day, time and source path.
func Compare(a, b *Entry) int {
	return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.seconds, b.seconds), strings.Compare(a.from, b.from))
}

// Pursuit is one pursuit as this audience may see it.
type Pursuit struct {
	ID, Title, Kind string
	Address         string // "pursuits/northwind/"
	Organization    string
	Role, URL       string
	Program         config.Program
	DayZero         civil.Date // as stated; zero: to be derived
	Applied         []civil.Date
	Interviews      []civil.Date
	Decided, Ended  civil.Date
	Status          string // open, won, closed, paused
	Outcome         string // "", same, twin, other, let-go
	Arc             int
	ThenAndNow      bool // the author wants the first entry shown beside the newest
	Qualities       []string
	People          []Role
	StepsDone       []StepDate
	StepsSkipped    []StepDate
	Gaps            []Gap
	Feedback        []Feedback
	Twins           []Twin
	Milestones      []Milestone
	Tags            []string
	Summary, Lang   string
	Body            *markdown.Document // nil where there is no file

	Level  visibility.Level
	Why    string
	Source string

	from    string
	called  string // its title as its author wrote it, for links
	aliases []frontmatter.Text
}

// Page is an undated page.
type Page struct {
	Title, Address, Summary, Lang string
	Body                          *markdown.Document
	Tags                          []string
	Level                         visibility.Level
	Listed                        bool
	Why, Source                   string

	from    string
	called  string // its title as its author wrote it, for links
	aliases []frontmatter.Text
}

// Person is somebody under the name that this audience reads. The zero Person
// is nobody.
type Person struct{ ID, Name string }

// Role is a person's part in a pursuit.
type Role struct {
	Person
	Role string
}

// StepDate is a step that a pursuit's file states as done or skipped.
type StepDate struct {
	Step string
	Date civil.Date
}

// Gap is a soft spot as a pursuit lists it. In the public edition its ID is its
// public title, with a number where another has the same, so that the id the
// author gave it says nothing.
type Gap struct {
	ID, Title, Kind, Plan string
	Opened, Closed        civil.Date
}

// Feedback is what somebody said.
type Feedback struct {
	Date civil.Date
	From Person
	Text string
	Gap  string
}

// Twin is another organization with the same qualities. Its name is "" where
// this audience has no name for it.
type Twin struct {
	Name, URL, Status, Note string
	Shares                  []string
	Date                    civil.Date
}

// Milestone is a turning point that a pursuit's file lists.
type Milestone struct {
	ID, Title string
	Date      civil.Date
}

// File is an attachment or a static file that may be copied.
type File struct {
	Path string // where it goes, site-relative
	Read func() ([]byte, error)

	// Version is another whenever Read may give other bytes.
	Version memo.Key

	from string // its source's path
}
