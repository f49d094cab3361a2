package journal_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/journal"
	"journal/generator/memo"
	"journal/generator/visibility"
)

// A tree is the files of a journal.
type tree map[string]string

// load reads a journal; the messages of journal.toml are not among its own.
func load(t *testing.T, files tree) (journal.Journal, diag.List) {
	t.Helper()
	s := journal.Snapshot{}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		text := []byte(files[path])
		s.Inputs = append(s.Inputs, &journal.Input{Path: path, Size: int64(len(text)), Text: text, Read: func() ([]byte, error) { return text, nil }})
	}
	_, hasConfig := files[journal.ConfigFile]
	s.Bare = !hasConfig && !slices.ContainsFunc(s.Inputs, func(in *journal.Input) bool { return strings.HasPrefix(in.Path, "content/") })
	cfg := config.Default()
	if hasConfig {
		var messages diag.List
		if cfg, messages = config.Parse(diag.Source{File: journal.ConfigFile, Text: []byte(files[journal.ConfigFile])}); messages.HasErrors() {
			t.Fatal(messages)
		}
	}
	return journal.Load(s, cfg, memo.New())
}

// yaml is a file with a front matter.
func yaml(lines ...string) string {
	return "---\n" + strings.Join(lines, "\n") + "\n---\nWords.\n"
}

// said lists messages as file:line:column code.
func said(messages diag.List) []string {
	var all []string
	for _, m := range messages {
		all = append(all, fmt.Sprintf("%s:%d:%d %s", m.Pos.File, m.Pos.Line, m.Pos.Col, m.Code))
	}
	return all
}

func entry(t *testing.T, j journal.Journal, path string) *journal.Entry {
	t.Helper()
	for _, e := range j.Entries {
		if e.Path == path {
			return e
		}
	}
	t.Fatalf("there is no entry %s", path)
	return nil
}

func TestDays(t *testing.T) {
	const berlin = "timezone = \"Europe/Berlin\"\nday_ends_at = \"03:00\"\n"
	for _, c := range []struct {
		path, date string
		want       string // day and time
		codes      string
	}{
		{"2026-03-05-dana.md", "", "2026-03-05", ""},
		{"2026_03_05.md", "", "2026-03-05", ""},
		{"2026/03/05/dana.md", "", "2026-03-05", ""},
		{"2026/03/05-dana.md", "", "2026-03-05", ""},
		{"2026-03-05/index.md", "", "2026-03-05", ""},
		{"2026-03-05-dana.md", "date: 2026-03-06", "2026-03-06", ""},
		{"dana.md", "date: 2026-03-05T18:20:00", "2026-03-05 18:20:00", ""},
		{"dana.md", "date: 2026-03-05 18:20", "2026-03-05 18:20:00", ""},
		{"dana.md", "created: 2026-03-05", "2026-03-05", ""},
		{"dana.md", "date: Oct 25, 2025", "2025-10-25", ""},
		// Another clock's evening is the next morning here, and the other way round.
		{"dana.md", "date: 2026-03-05T20:00:00-05:00", "2026-03-05 26:00:00", ""},
		{"dana.md", "date: 2026-03-05T23:30:00-05:00", "2026-03-06 05:30:00", ""},
		{"dana.md", "date: 2026-03-05T04:00:00+09:00", "2026-03-04 20:00:00", ""},
		{"dana.md", "date: 2026-03-05T12:00:00Z", "2026-03-05 13:00:00", ""},
		{"dana.md", "date: 2026-07-05T12:00:00Z", "2026-07-05 14:00:00", ""},
		// One in the morning still belongs to yesterday; a day without a time does not.
		{"dana.md", "date: 2026-03-05T01:00:00", "2026-03-04 25:00:00", ""},
		{"dana.md", "date: 2026-03-05T03:00:00", "2026-03-05 03:00:00", ""},
		{"dana.md", "date: 2026-01-01T00:00:00", "2025-12-31 24:00:00", ""},
		{"dana.md", "date: 2026-03-05", "2026-03-05", ""},
		{"dana.md", "path: /2017/06/27/a-title", "2017-06-27", "W210"},
		{"dana.md", "permalink: /2017/06/27/a-title/", "2017-06-27", "W210"},
		{"dana.md", "", "", "E101"},
		{"051024.md", "", "", "E101"},
		{"2026-02-30-dana.md", "", "", "E102"},
		{"2026-02-30-dana.md", "date: 2026-03-01", "2026-03-01", ""},
		{"dana.md", "date: 2026-02-30", "", "E102"},
		{"2026-03-05-dana.md", "date: 2026-02-30", "", "E102"},
		{"dana.md", "date: 03/04/2026", "", "E103"},
	} {
		path := "content/entries/" + c.path
		j, messages := load(t, tree{"journal.toml": berlin, path: yaml(c.date)})
		e := entry(t, j, path)
		got := e.Day.String()
		if e.Clock >= 0 {
			got += fmt.Sprintf(" %02d:%02d:%02d", e.Clock/3600, e.Clock/60%60, e.Clock%60)
		}
		var codes []string
		for _, m := range messages {
			codes = append(codes, m.Code)
		}
		if got != c.want || strings.Join(codes, " ") != c.codes {
			t.Errorf("%s with %q: %q %v, want %q %s", c.path, c.date, got, codes, c.want, c.codes)
		}
	}
}

func TestOrderOfEntries(t *testing.T) {
	j, _ := load(t, tree{
		"journal.toml":          "day_ends_at = \"03:00\"\n",
		"content/entries/z.md":  yaml("date: 2026-03-05T23:00:00"),
		"content/entries/y.md":  yaml("date: 2026-03-06T01:00:00"),
		"content/entries/x.md":  yaml("date: 2026-03-05"),
		"content/entries/wa.md": yaml("date: 2026-03-06"),
	})
	var paths []string
	for _, e := range j.Entries {
		paths = append(paths, strings.TrimPrefix(e.Path, "content/entries/"))
	}
	if want := []string{"x.md", "z.md", "y.md", "wa.md"}; !slices.Equal(paths, want) {
		t.Errorf("%v, want %v", paths, want)
	}
}

func TestSlugs(t *testing.T) {
	for _, c := range []struct{ path, front, want string }{
		{"2026-03-05-What Dana said.md", "", "what-dana-said"},
		{"2026-03-05-What Dana said.md", "title: Another", "what-dana-said"},
		{"2026-03-05.md", "title: Another", "05"},
		{"2026/03/05.md", "", "05"},
		{"2026/03/05-walk.md", "", "05-walk"},
		{"2026-03-05-walk/index.md", "", "walk"},
		{"2026-03-05-Über uns.md", "lang: de", "ueber-uns"},
		{"2026-03-05-東京.md", "", "dong-jing"},
		{"2026-03-05-!!!.md", "", "05"},
		{"2026-03-05-a.md", "slug: ../../B c", "b-c"},
		{"2026-03-05-con.md", "", "con-entry"},
		{"2026-03-05-" + strings.Repeat("long ", 60) + ".md", "", strings.TrimSuffix(strings.Repeat("long-", 16), "-")},
		{"undated.md", "", "undated"},
	} {
		path := "content/entries/" + c.path
		j, _ := load(t, tree{path: yaml(c.front)})
		if got := entry(t, j, path).Slug; got != c.want {
			t.Errorf("%s %s: %q, want %q", c.path, c.front, got, c.want)
		}
	}
}

func TestPageSlugs(t *testing.T) {
	j, _ := load(t, tree{"content/pages/About me.md": "", "content/pages/cv/index.md": "", "content/pages/now.md": yaml("slug: Right now")})
	var slugs []string
	for _, p := range j.Pages {
		slugs = append(slugs, p.Slug)
	}
	if want := []string{"about-me", "cv", "right-now"}; !slices.Equal(slugs, want) {
		t.Errorf("%v, want %v", slugs, want)
	}
}

func TestSteps(t *testing.T) {
	const rehab = "program: rehab"
	for _, c := range []struct {
		name         string
		files        tree
		front, body  string
		steps, codes string
	}{
		{"ids", nil, "steps: [thank, feedback]", "", "thank feedback", ""},
		{"one", nil, "step: thank", "", "thank", ""},
		{"numbers", nil, "steps: [2, 1]", "", "feedback thank", ""},
		{"twice", nil, "steps: [2, feedback]", "", "feedback", ""},
		{"a tag", nil, "tags: [step/feedback, sql]", "", "feedback", ""},
		{"in the text", nil, "", "Now #step/twin and #Step/Persist.", "twin persist", ""},
		{"in a private part", nil, "", "%% #step/twin %%", "", ""},
		{"in code", nil, "", "`#step/twin`", "", ""},
		{"unknown", nil, "steps: [feedbak, thank]", "", "thank", "2:9 E121"},
		{"unknown number", nil, "steps: [7]", "", "", "2:9 E121"},
		{"unknown in the text", nil, "title: A", "#step/nothing", "", "4:1 E121"},
		{"of the named pursuit", tree{"content/pursuits/knee.md": yaml(rehab), "content/pursuits/job.md": yaml()}, "pursuit: knee\nsteps: [1]", "", "protect", ""},
		{"of no pursuit among several", tree{"content/pursuits/knee.md": yaml(rehab), "content/pursuits/job.md": yaml()}, "steps: [1]", "", "thank", ""},
		{"of the only pursuit", tree{"content/pursuits/knee.md": yaml(rehab)}, "steps: [1]", "", "protect", ""},
		{"of another program", tree{"content/pursuits/knee.md": yaml(rehab)}, "pursuit: knee\nsteps: [thank]", "", "", "3:9 E121"},
		{"of either pursuit", tree{"content/pursuits/knee.md": yaml(rehab), "content/pursuits/job.md": yaml()}, "pursuit: [knee, job]\nsteps: [protect, thank]", "", "protect thank", ""},
		{"public, beside a private pursuit", tree{"content/pursuits/knee.md": yaml(rehab)}, "visibility: public\nsteps: [1]", "", "thank", ""},
		{"public, beside a public and a private one", tree{"content/pursuits/knee.md": yaml(rehab, "visibility: public"), "content/pursuits/job.md": yaml()}, "visibility: public\nsteps: [1]", "", "protect", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			const path = "content/entries/2026-03-05.md"
			files := tree{path: "---\n" + c.front + "\n---\n" + c.body + "\n"}
			maps.Copy(files, c.files)
			j, messages := load(t, files)
			if got := strings.Join(entry(t, j, path).Steps, " "); got != c.steps {
				t.Errorf("steps %q, want %q", got, c.steps)
			}
			if got := strings.ReplaceAll(strings.Join(said(messages), " "), path+":", ""); got != c.codes {
				t.Errorf("said %q, want %q", got, c.codes)
			}
		})
	}
}

func TestDone(t *testing.T) {
	for front, want := range map[string]string{
		"steps: [thank, twin]\ndone: true":      "thank twin",
		"steps: [thank, twin]\nstate: done":     "thank twin",
		"steps: [thank, twin]\ndone: [twin]":    "twin",
		"steps: [1, 2]\ndone: [2]":              "feedback",
		"steps: [thank]\ndone: false":           "",
		"steps: [thank]\nstate: working":        "",
		"tags: [step/thank]\ndone: [thank]":     "thank",
		"steps: [thank, twin]\ndone: [persist]": "persist", // E123, and nothing is written
	} {
		j, _ := load(t, tree{"content/entries/2026-03-05.md": yaml(front)})
		if got := strings.Join(j.Entries[0].Done, " "); got != want {
			t.Errorf("%q: done %q, want %q", front, got, want)
		}
	}
}

const people = "[dana]\nname = \"Dana Whitfield\"\npublic = \"D.\"\n\n[kim]\nname = \"Kim Lee\"\n"

// Each message has its place, and all problems of a file are told at once.
func TestMessages(t *testing.T) {
	for _, c := range []struct {
		name  string
		files tree
		want  []string
	}{
		{"unknown pursuit", tree{"e.md": yaml("date: 2026-03-05", "pursuit: [northwynd, x]"), "pursuits/northwind.md": yaml()}, []string{"e.md:3:11 E120", "e.md:3:22 E120"}},
		{"the second pursuit is private", tree{"e.md": yaml("date: 2026-03-05", "visibility: public", "pursuit: [a, b]"), "pursuits/a.md": yaml("visibility: public"), "pursuits/b.md": yaml()}, []string{"e.md:4:14 W233"}},
		{"unlisted, of an unlisted pursuit", tree{"e.md": yaml("date: 2026-03-05", "visibility: unlisted", "pursuit: a"), "pursuits/a.md": yaml("visibility: unlisted")}, []string{"e.md:4:10 W233"}},
		{"private, of a private pursuit", tree{"e.md": yaml("date: 2026-03-05", "pursuit: a"), "pursuits/a.md": yaml()}, nil},
		{"names somebody", tree{"e.md": yaml("date: 2026-03-05", "visibility: public", "with: [dana, kim, Robin]", "feedback_from: Lee")}, []string{"e.md:4:14 E130", "e.md:4:19 E130", "e.md:5:16 E130"}},
		{"names somebody in private", tree{"e.md": yaml("date: 2026-03-05", "with: [kim, Robin]")}, nil},
		{"names somebody to a few", tree{"e.md": yaml("date: 2026-03-05", "visibility: unlisted", "with: Robin")}, []string{"e.md:4:7 E130"}},
		{"unknown audience", tree{"e.md": yaml("date: 2026-03-05", "visibility: protected", "audience: [sam]")}, []string{"e.md:4:12 E153"}},
		{"an audience of strangers", tree{"journal.toml": "[audience.sam]\npassphrase_env = \"J\"\n", "e.md": yaml("date: 2026-03-05", "visibility: unlisted", "audience: [sam]")}, []string{"e.md:4:12 E152"}},
		{"unknown keys", tree{"e.md": yaml("date: 2026-03-05", "sleep: 7", "zeal: 1"), "f.md": yaml("date: 2026-03-06", "sleep: 6")}, []string{"e.md:3:1 W210", "e.md:4:1 W210"}},
		{"own keys", tree{"journal.toml": "[frontmatter]\nextra = [\"sleep\", \"modo\", \"wether\"]\n", "e.md": yaml("date: 2026-03-05", "sleep: 7", "modo: 3", "wether: dry")}, nil},
		{"near keys", tree{"e.md": yaml("date: 2026-03-05", "wether: dry")}, []string{"e.md:3:1 W210", "e.md:3:1 W211"}},
		{"unusual milestone", tree{"e.md": yaml("date: 2026-03-05", "milestone: [second-call, hamster]")}, []string{"e.md:3:26 W220"}},
		{"milestone of the pursuit", tree{"e.md": yaml("date: 2026-03-05", "pursuit: a", "milestone: hamster"), "pursuits/a.md": yaml("milestone:", "  - {id: hamster}")}, nil},
		{"unknown gap", tree{"e.md": yaml("date: 2026-03-05", "gap_opened: sql", "gap_worked: [sql, voice]", "gap_closed: grip")}, []string{"e.md:4:19 W222", "e.md:5:13 W222"}},
		{"gap of a pursuit or of feedback", tree{"e.md": yaml("date: 2026-03-05", "gap_worked: [sql, voice]"), "pursuits/a.md": yaml("gap:", "  - {id: sql}", "feedback:", "  - {gap: voice, text: T}")}, nil},
		{"works before day zero", tree{"e.md": yaml("date: 2026-03-01", "steps: thank"), "pursuits/a.md": yaml("day_zero: 2026-03-02")}, []string{"pursuits/a.md:2:11 W230"}},
		{"writes before day zero", tree{"e.md": yaml("date: 2026-03-01"), "pursuits/a.md": yaml("day_zero: 2026-03-02")}, nil},
		{"won and not ended", tree{"pursuits/a.md": yaml("status: won")}, []string{"pursuits/a.md:2:9 W232"}},
		{"closed and ended", tree{"pursuits/a.md": yaml("status: closed", "ended: 2026-03-01")}, nil},
		{"unknown program", tree{"pursuits/a.md": yaml("program: rehap")}, []string{"pursuits/a.md:2:10 E121"}},
		{"unknown step of a pursuit", tree{"pursuits/a.md": yaml("steps_done: {thnak: 2026-03-03}")}, []string{"pursuits/a.md:2:14 E121"}},
		{"one pursuit in two folders", tree{"pursuits/a/x.md": yaml(), "pursuits/b/x.md": yaml()}, []string{"pursuits/b/x.md:0:0 E111"}},
		{"all at once", tree{"e.md": yaml("visibility: public", "pursuit: x", "steps: y", "with: z", "mood: 9")}, []string{"e.md:1:1 E101", "e.md:3:10 E120", "e.md:4:8 E121", "e.md:5:7 E130", "e.md:6:7 E141"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := tree{"people.toml": people}
			for path, text := range c.files {
				switch {
				case strings.HasPrefix(path, "pursuits/"):
					path = "content/" + path
				case strings.HasSuffix(path, ".md"):
					path = "content/entries/" + path
				}
				files[path] = text
			}
			_, messages := load(t, files)
			var got []string
			for _, s := range said(messages) {
				got = append(got, strings.NewReplacer("content/entries/", "", "content/", "").Replace(s))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("said %q, want %q\n%v", got, c.want, messages)
			}
		})
	}
}

func TestHints(t *testing.T) {
	_, messages := load(t, tree{
		"content/pursuits/northwind.md": yaml(),
		"content/entries/2026-03-05.md": yaml("pursuit: northwynd", "steps: [feedbak]", "milestone: secondcall", "gap_opened: sql", "gap_worked: sqk", "sleep: 7"),
		"content/entries/2026-03-06.md": yaml("sleep: 7"),
	})
	text := ""
	for _, m := range messages {
		text += m.Text + " | " + m.Hint + "\n"
	}
	for _, want := range []string{`did you mean "northwind"?`, `did you mean "feedback"?`, "steps of second-place: thank,", `did you mean "second-call"?`, `did you mean "sql"?`, "in 2 files", `extra = ["sleep"]`} {
		if !strings.Contains(text, want) {
			t.Errorf("nothing says %s in\n%s", want, text)
		}
	}
}

func TestVisible(t *testing.T) {
	for _, c := range []struct {
		config, front string
		want          visibility.Level
	}{
		{"", "title: A", visibility.Private},
		{"", "visibility: public", visibility.Public},
		{"", "visibility: unlisted", visibility.Unlisted},
		{"", "publish: true", visibility.Private},
		{"trust_publish = true", "publish: true", visibility.Public},
		{"trust_publish = true", "public: true", visibility.Public},
		{"trust_publish = true", "published: true", visibility.Public},
		{"trust_publish = true", "publish: \"true\"", visibility.Private},
		{"trust_publish = true", "publish: true\ndraft: true", visibility.Private},
		{"trust_publish = true", "publish: true\nvisibility: private", visibility.Private},
		{"trust_publish = true", "draft: false", visibility.Private},
		{"trust_publish = true", "title: A", visibility.Private},
		{"default = \"public\"", "title: A", visibility.Public},
		{"default = \"unlisted\"", "title: A", visibility.Unlisted},
		{"default = \"public\"", "visibility: private", visibility.Private},
		{"default = \"public\"", "visibility: Private", visibility.Private},
		{"default = \"public\"", "publish: false", visibility.Private},
		{"default = \"public\"", "audience: sam", visibility.Protected},
		{"default = \"private\"", "visibility: public\naudience: sam", visibility.Protected},
	} {
		config := "[privacy]\n" + c.config + "\n[audience.sam]\npassphrase_env = \"J\"\n"
		j, _ := load(t, tree{"journal.toml": config, "content/entries/2026-03-05.md": yaml(c.front)})
		if got := j.Entries[0].Visible.Level; got != c.want {
			t.Errorf("%s, %q: %s, want %s", c.config, c.front, got, c.want)
		}
		if j.Entries[0].Visible.Why == "" {
			t.Errorf("%s, %q: no reason", c.config, c.front)
		}
	}
}

func TestBareFolder(t *testing.T) {
	j, messages := load(t, tree{
		"README.md":              "# Read me\n",
		"2026-03-05-dana.md":     "Words.\n",
		"notes/books.md":         yaml("title: Books"),
		"notes/lake.md":          yaml("date: 2026-03-06"),
		"notes/when.md":          yaml("date: once"),
		"notes/2026-02-30.md":    "Words.\n",
		"2026/03/07.md":          "Words.\n",
		"notes/_index.md":        "Words.\n",
		"themes/2026-03-08-x.md": "Words.\n",
		"photo.png":              "",
		"people.toml":            people,
	})
	var entries, pages []string
	for _, e := range j.Entries {
		entries = append(entries, e.Path)
	}
	for _, p := range j.Pages {
		pages = append(pages, p.Path)
	}
	slices.Sort(entries)
	if want := []string{"2026-03-05-dana.md", "2026/03/07.md", "notes/2026-02-30.md", "notes/lake.md", "notes/when.md", "themes/2026-03-08-x.md"}; !slices.Equal(entries, want) {
		t.Errorf("entries %v, want %v", entries, want)
	}
	if want := []string{"README.md", "notes/books.md"}; !slices.Equal(pages, want) {
		t.Errorf("pages %v, want %v", pages, want)
	}
	if _, ok := j.Beside["people.toml"]; ok || len(j.Beside) != 1 || len(j.People.All) != 2 {
		t.Errorf("beside: %v; people: %v", j.Beside, j.People.All)
	}
	if got := said(messages); !slices.Equal(got, []string{"notes/2026-02-30.md:0:0 E102", "notes/when.md:2:7 E112"}) {
		t.Errorf("said %v", got)
	}
}

func TestPeople(t *testing.T) {
	j, messages := load(t, tree{"people.toml": "\ufeff[dana]\r\nname = \"Dana  Whitfield\"\r\nalso = [\"Sam\", \"d@x.example\", \"Jose\u0301\"]\r\npublic = \"D.\"\r\n" +
		"[sam]\npublic = \"S.\"\n[\"acme\"]\nkind = \"Organisation\"\nalso = \"Acme Ltd\"\n[kim]\nname = \"D. Other\"\nalso = [\"Dana Whitfield\"]\n"})
	if len(messages) > 0 {
		t.Fatal(messages)
	}
	for form, want := range map[string]string{
		"dana": "dana", "DANA WHITFIELD": "dana", " dana   whitfield ": "dana", "D@x.example": "dana", "jos\u00e9": "dana",
		"sam": "sam", "Sam": "sam", "acme ltd": "acme", "ACME": "acme", "d. other": "kim", "": "", "Da": "", "D.": "",
	} {
		p, ok := j.People.Find(form)
		if p.ID != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", form, p.ID, want)
		}
	}
	if acme := j.People.All[2]; !acme.Organization || acme.Name != "acme" {
		t.Errorf("acme: %v", acme)
	}
}

func TestPeopleFileProblems(t *testing.T) {
	_, messages := load(t, tree{"people.toml": "dana = \"Dana\"\n[kim]\nname = 5\nalso = [\"K\", 6]\npubic = \"K.\"\nkind = true\nnote = 7\n\n[lee]\nalso = {a = 1}\npublic = [\"L.\"]\n"})
	want := []string{"people.toml:1:1 E170", "people.toml:3:8 E171", "people.toml:4:14 E171", "people.toml:5:1 E172", "people.toml:6:8 E171", "people.toml:10:8 E171", "people.toml:11:10 E171"}
	if got := said(messages); !slices.Equal(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
	_, messages = load(t, tree{"people.toml": "[dana\nname = \"Dana\"\n"})
	if got := said(messages); len(got) != 1 || !strings.HasSuffix(got[0], "E104") {
		t.Errorf("said %q", got)
	}
}
