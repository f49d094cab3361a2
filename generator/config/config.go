// Package config reads journal.toml: what the author wants of the site as a
// whole, and which steps the journal follows. It also holds the programs that
// come with journal.
//
// Every key is optional. A key that is not known is an error with a suggestion,
// since a misspelt setting that is silently ignored may publish what it was
// meant to hide. All problems of the file are reported at once. Secrets are
// refused, since the file is kept under version control, and no message repeats
// them.
//
// It reads one file and nothing else: whether a theme, a folder or a passphrase
// exists is for others to see.
package config

import (
	"cmp"
	"net/url"
	"strings"
	"time"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/visibility"
	"journal/generator/words"
)

// Config is a whole journal.toml, defaults filled in.
type Config struct {
	Title, Author string
	Language      string // BCP 47, default "en"
	BaseURL       string // with a trailing slash, or ""
	NoIndex       bool   // search engines are asked to stay away from the whole site
	Timezone      *time.Location
	DayEndsAt     int // minutes after midnight that still belong to the day before
	Output        string
	WeekStarts    time.Weekday

	Theme       Theme
	Privacy     Privacy
	Program     Program
	Audiences   []Audience
	Publish     []Target
	Frontmatter Frontmatter
	Feed        Feed
	Markdown    Markdown
	Preview     Preview

	Words *words.Catalogue // what pages say, in Language; see Speaking
}

// BasePath is the path at which the site stands on its host, with a slash at both
// ends: "/road/" for https://me.example/road/, and "/" where there is no BaseURL.
func (c Config) BasePath() string {
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return strings.TrimSuffix(u.Path, "/") + "/"
}

// Preview is what the preview is told, and no page.
type Preview struct {
	Editor string // what opens a file from the browser, for CheckEditor; "" is for the preview to choose
}

// Secret is what tells this journal from others in addresses that say nothing: its
// link_key, else what the site is called and where it stands.
func (c Config) Secret() string {
	return cmp.Or(c.Privacy.LinkKey, c.Title+"\n"+c.BaseURL)
}

// Privacy says what may be published at all.
type Privacy struct {
	Default       visibility.Level
	CountPrivate  bool
	PrivateFields []string // of mood, energy, hard, place, weather, with, via
	TrustPublish  bool
	Forbid        []string
	LinkKey       string   // keys the addresses of unlisted entries
	Attachments   []string // kinds of files that are published as they are, such as "pdf"
	Allow         []string // words, mail addresses and numbers that journal audit lets pass
}

// Program is an ordered set of steps.
type Program struct {
	ID       string
	Progress Progress
	Ordered  bool
	Arc      int // days; 0: none
	Steps    []Step
	Own      bool              // the steps are the author's own, not those that come with journal
	Words    map[string]string // the author's words for words.Terms; Speaking adds the program's
	Support  []Support
}

// Progress is how far a pursuit has come, in what kind of number.
type Progress string

const (
	BySteps   Progress = "steps"   // "4 of 6"
	ByCounter Progress = "counter" // days since day zero and days in all
	NoNumbers Progress = "none"    // no number anywhere
)

// Mode is when a step counts as done; product part 7.
type Mode string

const (
	Once      Mode = "once"
	Checklist Mode = "checklist"
	Count     Mode = "count"
	Repeat    Mode = "repeat"
	OpenEnded Mode = "open"
)

// Step is one step of a program.
type Step struct {
	ID, Name, Label string // Label defaults to Name
	Mode            Mode
	Of              string // with Count: entries, days, people, twins, gaps-closed
	Needs           int    // with Count
	Every           civil.Period
	Within          civil.Period
	Snooze          civil.Period
	After           []string
	Items, Prompt   []string
	Hint            string
	Icon, Color     string
	Words           map[string]string
}

// Support is somebody to turn to, shown with setbacks and in the footer.
type Support struct{ Name, URL, Phone string }

// Audience is a named circle of readers with a passphrase. Label defaults to Name.
type Audience struct {
	Name, Label                      string
	PassphraseEnv, PassphraseCommand string
}

// Target is a place to publish to. Kind is git, s3, rsync or dir and says which
// keys Address has: remote and branch; bucket, prefix, region and endpoint;
// destination and releases ("true" or "false"); path. Preset names the host whose
// files are written ("github"), or is "none". The target that [publish] itself
// describes has the name "default".
type Target struct {
	Name, Kind, Preset string
	Address            map[string]string
}

// Target gives the target of that name. "" is the only target, or, where all have
// the same preset, the first; if there is none, the folder that is built.
func (c Config) Target(name string) (Target, bool) {
	if name == "" {
		return c.anyTarget(), true
	}
	for _, t := range c.Publish {
		if t.Name == name {
			return t, true
		}
	}
	return Target{}, false
}

// anyTarget is what a site is built for when nobody says.
func (c Config) anyTarget() Target {
	built := Target{Kind: "dir", Preset: "none"}
	for i, t := range c.Publish {
		switch {
		case i == 0:
			built = t
		case t.Preset != built.Preset:
			return Target{Kind: "dir", Preset: "none"}
		case t.Kind != built.Kind:
			built.Kind = "dir"
		}
	}
	return built
}

// Theme is how the site looks.
type Theme struct {
	Name   string // default "default"
	Accent string // "#5545ae", or ""
	Fonts  string // "" (the theme's own) or "system"
	Serif  string // a font stack, or ""
	Sans   string
	Light  []Color // colours in place of the theme's; in the order in which they were written
	Dark   []Color
	Nav    []NavLink
}

// Color is a colour of the theme by its name ("bg") and what it is to be
// ("#faf9fc").
type Color struct {
	Name, Value string
	Pos         diag.Pos
}

// NavLink is a further link in the navigation.
type NavLink struct{ Text, URL string }

// Frontmatter is how front matter is read.
type Frontmatter struct {
	Extra     []string // keys of the author's own, not worth a warning
	DateOrder string   // "", "dmy", "mdy"
	Scale     int      // mood, energy and hard go from 1 to this, default 5
}

// Feed is what the feeds carry.
type Feed struct {
	Entries int  // at most so many, default 50
	Full    bool // whole texts rather than summaries, default true
}

// Markdown is how bodies are read.
type Markdown struct {
	Typographer bool
}
