package config

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/visibility"
)

func parse(text string) (Config, diag.List) {
	return Parse(diag.Source{File: "journal.toml", Text: []byte(text)})
}

// short gives each message as LINE:COL+LEN CODE.
func short(l diag.List) string {
	var all []string
	for _, m := range l {
		all = append(all, fmt.Sprintf("%d:%d+%d %s", m.Pos.Line, m.Pos.Col, m.Len, m.Code))
	}
	return strings.Join(all, ", ")
}

var sameZone = cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })

func TestAnEmptyFileIsTheDefault(t *testing.T) {
	c, messages := parse("")
	if diff := cmp.Diff(Default(), c, sameZone); diff != "" || len(messages) > 0 {
		t.Errorf("%s%v", diff, messages)
	}
}

func TestDefaultKeepsEverythingPrivate(t *testing.T) {
	p := Default().Privacy
	if p.Default != visibility.Private || p.TrustPublish || p.CountPrivate {
		t.Errorf("%+v", p)
	}
}

func TestParse(t *testing.T) {
	c, messages := parse(`title = " The second call "
author = "Kim"
base_url = "https://me.example/road"
timezone = "Europe/Berlin"
language = "pt-br"
day_ends_at = "03:30"
week_starts = "sunday"
output = "./dist/"

[theme]
name = "plain"
accent = "#5545AE"
fonts = "system"
light = {bg = "#FFFDF7", ink-2 = "#333333"}
nav = [{text = "About", url = "about/"}, {text = "Code", url = "https://code.example"}]

[privacy]
default = "unlisted"
count_private = true
private_fields = ["mood", "with"]
trust_publish = true
forbid = ["Northwind"]
link_key = "k"

[audience.sam]
passphrase_env = "J_SAM"
[audience.family]
label = "The family"
passphrase_command = "pass show journal"

[publish.web]
target = "git"
preset = "github"
remote = "git@forge.example:me/road.git"
branch = "pages"
[publish.stick]
target = "dir"
path = "/media/stick"

[frontmatter]
extra = ["sleep"]
date_order = "dmy"
scale = 7
[feed]
entries = 10
full = false
[markdown]
typographer = true
`)
	if len(messages) > 0 {
		t.Fatal(messages)
	}
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Title: "The second call", Author: "Kim", Language: "pt-BR", BaseURL: "https://me.example/road/",
		Timezone: berlin, DayEndsAt: 210, Output: "dist", WeekStarts: time.Sunday,
		Theme: Theme{Name: "plain", Accent: "#5545ae", Fonts: "system", Light: []Color{{"bg", "#fffdf7", diag.Pos{File: "journal.toml", Line: 14, Col: 15}}, {"ink-2", "#333333", diag.Pos{File: "journal.toml", Line: 14, Col: 34}}}, Nav: []NavLink{{"About", "about/"}, {"Code", "https://code.example"}}},
		Privacy: Privacy{Default: visibility.Unlisted, CountPrivate: true, PrivateFields: []string{"mood", "with"},
			TrustPublish: true, Forbid: []string{"Northwind"}, LinkKey: "k"},
		Program: secondPlace(),
		Audiences: []Audience{
			{Name: "sam", Label: "sam", PassphraseEnv: "J_SAM"},
			{Name: "family", Label: "The family", PassphraseCommand: "pass show journal"},
		},
		Publish: []Target{
			{Name: "web", Kind: "git", Preset: "github", Address: map[string]string{"remote": "git@forge.example:me/road.git", "branch": "pages"}},
			{Name: "stick", Kind: "dir", Preset: "none", Address: map[string]string{"path": "/media/stick"}},
		},
		Frontmatter: Frontmatter{Extra: []string{"sleep"}, DateOrder: "dmy", Scale: 7},
		Feed:        Feed{Entries: 10},
		Markdown:    Markdown{Typographer: true},
	}
	if diff := cmp.Diff(want, c, sameZone); diff != "" {
		t.Error(diff)
	}
}

func TestForms(t *testing.T) {
	for text, has := range map[string]func(Config) bool{
		`theme = "plain"`:                              func(c Config) bool { return c.Theme.Name == "plain" },
		"day_ends_at = 03:00":                          func(c Config) bool { return c.DayEndsAt == 180 },
		`base_url = ""`:                                func(c Config) bool { return c.BaseURL == "" },
		`base_url = "http://me.example"`:               func(c Config) bool { return c.BaseURL == "http://me.example/" },
		"\ufefftitle = \"x\"\r\nauthor = \"y\"\r\n":    func(c Config) bool { return c.Title == "x" && c.Author == "y" },
		`privacy.private_fields = []`:                  func(c Config) bool { return len(c.Privacy.PrivateFields) == 0 },
		`privacy.forbid = "Northwind"`:                 func(c Config) bool { return cmp.Equal(c.Privacy.Forbid, []string{"Northwind"}) },
		"[publish]\ntarget = \"dir\"\npath = \"/x\"\n": func(c Config) bool { return c.Publish[0].Name == "default" && c.Publish[0].Kind == "dir" },
		"[publish]\ntarget = \"rsync\"\ndestination = \"h:/x\"\nreleases = true\n": func(c Config) bool { return c.Publish[0].Address["releases"] == "true" },
		"[publish]\n":            func(c Config) bool { return len(c.Publish) == 0 },
		"program.id = \"grief\"": func(c Config) bool { return c.Program.Progress == NoNumbers && c.Program.Arc == 0 },
		"[program]\nid = \"rehab\"\narc = 10\nordered = false": func(c Config) bool {
			return c.Program.Arc == 10 && !c.Program.Ordered && len(c.Program.Steps) == 5
		},
		"[program]\nid = \"rehab\"\n[program.words]\nsetback = \"bad day\"": func(c Config) bool {
			return c.Program.Words["setback"] == "bad day"
		},
		"[[program.support]]\nname = \"Sam\"\nphone = \"1\"\n": func(c Config) bool {
			p, ok := c.ProgramByID("grief")
			return ok && cmp.Equal(p.Support, []Support{{Name: "Sam", Phone: "1"}}) && p.ID == "grief"
		},
	} {
		c, messages := parse(text)
		if len(messages) > 0 || !has(c) {
			t.Errorf("%s\ngives %+v %v", text, c, messages)
		}
	}
}

func TestOwnSteps(t *testing.T) {
	c, messages := parse(`[program]
id = "marathon"
progress = "counter"
[[program.step]]
id = "run"
mode = "repeat"
every = "P2D"
after = "shoes"
[[program.step]]
id = "shoes"
name = "Buy shoes"
label = "Shoes"
within = "1w"
items = ["try", "buy"]
color = "#ABCDEF"
[[program.step]]
id = "races"
name = "Race"
mode = "count"
of = "days"
needs = 3
`)
	want := Program{ID: "marathon", Progress: ByCounter, Arc: 30, Own: true, Steps: []Step{
		{ID: "run", Name: "run", Label: "run", Mode: Repeat, Every: civil.Period{Days: 2}, After: []string{"shoes"}},
		{ID: "shoes", Name: "Buy shoes", Label: "Shoes", Mode: Once, Within: civil.Period{Days: 7}, Items: []string{"try", "buy"}, Color: "#abcdef"},
		{ID: "races", Name: "Race", Label: "Race", Mode: Count, Of: "days", Needs: 3},
	}}
	if diff := cmp.Diff(want, c.Program, cmpopts.EquateEmpty()); diff != "" || len(messages) > 0 {
		t.Errorf("%s%v", diff, messages)
	}
	if p, ok := c.ProgramByID("marathon"); !ok || p.Steps[0].ID != "run" {
		t.Error("a pursuit cannot name the journal's own program")
	}
	if got := c.ProgramIDs(); got[0] != "marathon" || len(got) != 1+len(Programs()) {
		t.Errorf("ids: %v", got)
	}
}

func TestStepsOfAPresetAreReplacedWhole(t *testing.T) {
	c, messages := parse("[[program.step]]\nid = \"one\"\n")
	if len(messages) > 0 || c.Program.ID != "second-place" || len(c.Program.Steps) != 1 {
		t.Errorf("%+v %v", c.Program, messages)
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ text, want, hint string }{
		{"titel = \"x\"", "1:1+5 E201", `"title"`},
		{"[privacy]\ndefalt = \"public\"", "2:1+6 E201", `"default"`},
		{"[theme]\nfont = \"system\"", "2:1+4 E201", `"fonts"`},
		{"[[program.step]]\nid = \"a\"\npromt = \"x\"", "3:1+5 E201", `"prompt"`},
		{"[frontmatter]\nextras = []", "2:1+6 E201", `"extra"`},
		{"title = 5", "1:9+1 E202", `"5"`},
		{"title = [\"x\"]", "1:9+5 E202", ""},
		{"privacy = true", "1:11+4 E202", "[privacy]"},
		{"[publish]\ntarget = \"rsync\"\ndestination = \"h:/x\"\nreleases = \"yes\"", "4:12+5 E202", "without quotes"},
		{"[privacy]\ncount_private = \"no\"", "2:17+4 E202", "without quotes"},
		{"[privacy]\nforbid = [\"a\", 1]", "2:16+1 E202", ""},
		{"[feed]\nentries = \"10\"", "2:11+4 E202", ""},
		{"theme = 3", "1:9+1 E202", ""},
		{"program.step = \"x\"", "1:16+3 E202", "[[program.step]]"},
		{"program.words.a = 1", "1:19+1 E202", ""},
		{"[privacy]\ndefault = \"Public \"", "2:11+9 E203", "private, protected, unlisted, public"},
		{"[privacy]\nprivate_fields = [\"mood\", \"enrgy\"]", "2:27+7 E203", `"energy"`},
		{"[frontmatter]\ndate_order = \"ymd\"", "2:14+5 E203", ""},
		{"week_starts = \"Monday\"", "1:15+8 E203", `"monday"`},
		{"program.progress = \"step\"", "1:20+6 E203", `"steps"`},
		{"[[program.step]]\nid = \"a\"\nmode = \"onse\"", "3:8+6 E203", `"once"`},
		{"[[program.step]]\nid = \"a\"\nmode = \"count\"\nof = \"twin\"", "4:6+6 E203", `"twins"`},
		{"timezone = \"europe/berlin\"", "1:12+15 E204", `"Europe/Berlin"`},
		{"timezone = \"America/New York\"", "1:12+18 E204", `"America/New_York"`},
		{"timezone = \"Local\"", "1:12+7 E204", "UTC"},
		{"timezone = \"../etc/passwd\"", "1:12+15 E204", "UTC"},
		{"timezone = \"\"", "1:12+2 E204", "UTC"},
		{"language = \"english\"", "1:12+9 E205", `"en"`},
		{"language = \"\"", "1:12+2 E205", `"en"`},
		{"base_url = \"me.example/road/\"", "1:12+18 E206", "https://"},
		{"base_url = \"ftp://me.example\"", "1:12+18 E206", "https://"},
		{"base_url = \"https://\"", "1:12+10 E206", "https://"},
		{"base_url = \"https://me.example/?a\"", "1:12+23 E206", ""},
		{"base_url = \"https://me.example/ä b%\"", "1:12+25 E206", ""},
		{"[[theme.nav]]\ntext = \"x\"\nurl = \"javascript:alert(1)\"", "1:1+13 E206", ""},
		{"day_ends_at = \"3:00\"", "1:15+6 E207", "00:00"},
		{"day_ends_at = \"24:00\"", "1:15+7 E207", ""},
		{"day_ends_at = \"23:00\"", "1:15+7 E207", ""},
		{"day_ends_at = 3", "1:15+1 E202", ""},
		{"program.id = \"secondplace\"", "1:14+13 E208", `"second-place"`},
		{"[[program.step]]\nname = \"x\"", "1:1+16 E209", "id ="},
		{"[[program.step]]\nid = \"Thank them\"", "2:6+12 E209", "hyphens"},
		{"[[program.step]]\nid = \"\"", "2:6+2 E209", ""},
		{"[[program.step]]\nid = \"a\"\n[[program.step]]\nid = \"a\"", "3:1+16 E209", ""},
		{"[audience.Sam]\npassphrase_env = \"X\"", "1:11+3 E209", ""},
		{"[[program.step]]\nid = \"thank\"\nafter = [\"tank\"]", "3:10+6 E210", `"thank"`},
		{"program.arc = -1", "1:15+2 E211", ""},
		{"[[program.step]]\nid = \"a\"\nmode = \"count\"\nneeds = 0", "4:9+1 E211", ""},
		{"feed.entries = 99999999999", "1:16+11 E211", ""},
		{"[[program.step]]\nid = \"a\"\nwithin = \"two days\"", "3:10+10 E212", "14d"},
		{"[[program.step]]\nid = \"a\"\nmode = \"repeat\"\nevery = \"0d\"", "4:9+4 E212", "14d"},
		{"theme.accent = \"5545ae\"", "1:16+8 E213", "#5545ae"},
		{"theme.accent = \"#5545ag\"", "1:16+9 E213", ""},
		{"[audience.sam]\npassphrase = \"hunter2\"", "2:14+9 E214", "passphrase_env"},
		{"[publish]\ntarget = \"s3\"\nbucket = \"b\"\nsecret_key = \"hunter2\"", "4:14+9 E214", "environment"},
		{"publish = {target = \"git\", remote = \"https://hunter2@forge.example/x\"}", "1:37+33 E214", "environment"},
		{"publish = {target = \"git\", remote = \"ssh://me:hunter2@forge.example/x\"}", "1:37+34 E214", "environment"},
		{"[audience.sam]", "1:11+3 E215", "passphrase_env"},
		{"[publish]\npreset = \"github\"", "1:2+7 E215", "git, s3, rsync, dir"},
		{"[publish]\ntarget = \"dir\"", "1:2+7 E215", "path"},
		{"[publish]\ntarget = \"dri\"", "2:10+5 E203", `"dir"`},
		{"[publish]\ntarget = \"dir\"\npath = \"/x\"\nbranch = \"y\"", "4:1+6 E201", "path"},
		{"[publish]\npath = \"/x\"\n[publish.web]\ntarget = \"dir\"\npath = \"/x\"", "2:1+4 E201", ""},
		{"[[program.step]]\nid = \"a\"\nmode = \"repeat\"", "1:1+16 E215", "every"},
		{"[[theme.nav]]\ntext = \"x\"", "1:1+13 E215", ""},
		{"[[program.support]]\nname = \"Sam\"", "1:1+19 E215", ""},
		{"theme = \"../x\"", "1:9+6 E216", "themes/"},
		{"output = \"content/site\"", "1:10+14 E216", "public"},
		{"output = \".\"", "1:10+3 E216", "public"},
		{"title = \"x\n", "1:11+1 E104", "several lines"},
		{"title = \"\xff\"", "1:10+1 E107", "UTF-8"},
		{"titel = 1\nlanguage = \"xx-yy-zz-1\"\n[feed]\nfull = \"no\"", "1:1+5 E201, 2:12+12 E205, 4:8+4 E202", ""},
	} {
		_, messages := parse(c.text)
		if got := short(messages); got != c.want {
			t.Errorf("%s\ngives %s, want %s", c.text, got, c.want)
			continue
		}
		if !strings.Contains(messages[0].Hint, c.hint) {
			t.Errorf("%s\nhints %q, want %q in it", c.text, messages[0].Hint, c.hint)
		}
		for _, m := range messages {
			if strings.Contains(m.Text+m.Hint+m.Excerpt, "hunter2") {
				t.Errorf("%s\nthe message repeats the secret: %+v", c.text, m)
			}
		}
	}
}

func TestWhatIsWrongKeepsItsDefault(t *testing.T) {
	c, _ := parse("timezone = \"x\"\nlanguage = \"?\"\nweek_starts = \"x\"\nday_ends_at = \"x\"\noutput = \"\"\n[privacy]\ndefault = \"pubic\"\n[program]\nid = \"x\"\n")
	if diff := cmp.Diff(Default(), c, sameZone); diff != "" {
		t.Error(diff)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"title = \"x\"\ntheme = \"plain\"\n[privacy]\ndefault = \"public\"\n", "[[program.step]]\nid = \"a\"\nafter = [\"a\"]\n",
		"[publish.web]\ntarget = \"git\"\nremote = \"x\"\n[audience.a]\npassphrase = \"x\"\n", "timezone = \"Europe/Berlin\"\nday_ends_at = 03:00\n",
		"publish = 3\nprogram = []\naudience = \"x\"\n", "program.words = {a = \"b\"}\nprogram.support = [{name = \"x\"}]\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, messages := parse(text)
		if c.Timezone == nil || c.Language == "" || c.Output == "" || c.Program.ID == "" || c.DayEndsAt < 0 || c.DayEndsAt > 720 || c.Feed.Entries < 1 {
			t.Errorf("%q gives %+v", text, c)
		}
		if c.BaseURL != "" && !strings.HasSuffix(c.BaseURL, "/") {
			t.Errorf("%q gives the address %q", text, c.BaseURL)
		}
		if messages.HasErrors() {
			return
		}
		seen := map[string]bool{}
		for _, s := range c.Program.Steps {
			if !isSlug(s.ID) || seen[s.ID] || s.Label == "" || s.Mode == Count && s.Needs < 1 || s.Mode == Repeat && s.Every.IsZero() {
				t.Errorf("%q gives the step %+v", text, s)
			}
			seen[s.ID] = true
		}
		if !utf8.ValidString(c.Title) {
			t.Errorf("%q gives the title %q", text, c.Title)
		}
	})
}

func TestBasePath(t *testing.T) {
	for address, want := range map[string]string{
		"": "/", "https://me.example/": "/", "https://me.example/road/": "/road/", "https://me.example/a/b": "/a/b/",
	} {
		if got := (Config{BaseURL: address}).BasePath(); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}
