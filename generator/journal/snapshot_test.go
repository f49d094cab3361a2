package journal_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"journal/generator/diag"
	"journal/generator/journal"
)

// lay writes a tree into a new folder.
func lay(t *testing.T, files tree) string {
	t.Helper()
	dir := t.TempDir()
	for path, text := range files {
		put(t, filepath.Join(dir, filepath.FromSlash(path)), text)
	}
	return dir
}

func put(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func snapshot(t *testing.T, folder, output string) (journal.Snapshot, diag.List) {
	t.Helper()
	s, messages, err := journal.ReadSnapshot(folder, output)
	if err != nil {
		t.Fatal(err)
	}
	return s, messages
}

func paths(s journal.Snapshot) []string {
	var all []string
	for _, in := range s.Inputs {
		all = append(all, in.Path)
	}
	return all
}

func link(t *testing.T, to, at string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(to, at); err != nil {
		t.Fatal(err)
	}
}

// What editors and systems leave behind is none of the journal's.
func TestLeftovers(t *testing.T) {
	files := tree{"content/entries/2026-03-05.md": "", "content/entries/#1 day.md": "", "content/entries/4913.md": "", "content/entries/part.png": "", "content/entries/sedentary": "", "content/entries/sedAb12": ""}
	want := slices.Sorted(maps.Keys(files))
	for _, name := range []string{
		"a.md~", ".a.md.swp", "a.md.swp", "a.md.swx", "4913", ".#a.md", "#a.md#", "a.md.tmp", "a.md___jb_tmp___", "a.md___jb_old___",
		".goutputstream-XYZ123", ".sb-1234-ab.md", "a.md.bck", "a.md.kate-swp", ".a.md.kate-swp", ".DS_Store", ".nfs0001.md", "Thumbs.db", "a.md.bak",
		".obsidian/workspace.md", ".git/x.md", "node_modules/x/readme.md", "a.md.crdownload", "a.md.vsctmp", "sedXy12Qa",
	} {
		files["content/entries/"+name] = "x"
	}
	s, messages := snapshot(t, lay(t, files), "")
	if got := paths(s); !slices.Equal(got, want) || len(messages) > 0 {
		t.Errorf("read %q, %v", got, messages)
	}
}

func TestWhatIsRead(t *testing.T) {
	s, _ := snapshot(t, lay(t, tree{
		"journal.toml": "title = \"T\"\n", "people.toml": "", "README.md": "", "2026-03-05.md": "", "notes.txt": "", "public/index.html": "",
		"content/entries/2026-03-05.md": "", "content/static/CNAME": "x", "themes/own/layouts/entry.html": "<p>", "other/2026-03-05.md": "",
	}), "")
	want := []string{"content/entries/2026-03-05.md", "content/static/CNAME", "journal.toml", "people.toml", "themes/own/layouts/entry.html"}
	if got := paths(s); !slices.Equal(got, want) || s.Bare {
		t.Errorf("read %q", got)
	}
	for _, in := range s.Inputs {
		if (in.Text == nil) != (in.Path == "content/static/CNAME") {
			t.Errorf("%s is held as %q", in.Path, in.Text)
		}
	}
}

// Inputs are found by their path, whatever signs sort before a slash.
func TestInputsAreSorted(t *testing.T) {
	for name, files := range map[string]tree{
		"bare":    {"people/2026-03-05.md": "a", "people-2.md": "b", "people.toml": "c", "people": ""},
		"journal": {"content/a/x.md": "a", "content/a-b.md": "b", "content/a.md": "c", "journal.toml": ""},
	} {
		delete(files, "people")
		s, _ := snapshot(t, lay(t, files), "")
		if !slices.IsSorted(paths(s)) {
			t.Errorf("%s: %q", name, paths(s))
		}
		for path, text := range files {
			if in, ok := s.Get(path); !ok || string(in.Text) != text {
				t.Errorf("%s: %s is not found", name, path)
			}
		}
		if _, ok := s.Get("content/zz"); ok {
			t.Error("something is found that is not there")
		}
	}
}

// The site of a former build is never read as a source, however its folder is named.
func TestOutputIsNotRead(t *testing.T) {
	dir := lay(t, tree{"2026-03-05.md": "", "site/2026-03-06.md": "", "sites/2026-03-07.md": "", "a/site/2026-03-08.md": ""})
	t.Chdir(dir)
	link(t, dir, filepath.Join(t.TempDir(), "linked"))
	for _, output := range []string{filepath.Join(dir, "site"), "site", "./a/../site", filepath.Join(dir, "site") + "/"} {
		for _, folder := range []string{dir, "."} {
			s, _ := snapshot(t, folder, output)
			if got := paths(s); !slices.Equal(got, []string{"2026-03-05.md", "a/site/2026-03-08.md", "sites/2026-03-07.md"}) {
				t.Errorf("source %s, output %s: %q", folder, output, got)
			}
		}
	}
	for _, output := range []string{"", "not-there", dir} {
		s, _ := snapshot(t, dir, output)
		if got := paths(s); len(got) != 4 {
			t.Errorf("output %q: %q", output, got)
		}
	}
}

// Links lead to files inside the journal or nowhere.
func TestLinks(t *testing.T) {
	outside := lay(t, tree{"secret.md": "secret", "folder/2026-03-05.md": "secret"})
	dir := lay(t, tree{"content/entries/2026-03-05.md": "mine", "journal.toml": ""})
	in := func(name string) string { return filepath.Join(dir, "content", "entries", name) }
	link(t, "2026-03-05.md", in("2026-03-06.md"))
	link(t, filepath.Join(outside, "secret.md"), in("2026-03-07.md"))
	link(t, "../../../"+filepath.Base(outside)+"/secret.md", in("2026-03-08.md"))
	link(t, filepath.Join(outside, "folder"), in("folder"))
	link(t, "..", in("loop"))
	link(t, "2026-03-09.md", in("2026-03-09.md"))
	link(t, "gone.md", in("2026-03-10.md"))
	link(t, "user@host.1234", in(".#2026-03-11.md"))
	s, messages := snapshot(t, dir, "")
	if got := paths(s); !slices.Equal(got, []string{"content/entries/2026-03-05.md", "content/entries/2026-03-06.md", "journal.toml"}) {
		t.Errorf("read %q", got)
	}
	if e, _ := s.Get("content/entries/2026-03-06.md"); string(e.Text) != "mine" {
		t.Errorf("the link holds %q", e.Text)
	}
	var told []string
	for _, m := range messages {
		told = append(told, strings.TrimPrefix(m.Pos.File, "content/entries/")+" "+m.Code)
	}
	slices.Sort(told)
	if want := []string{"2026-03-07.md W120", "2026-03-08.md W120", "2026-03-09.md W120", "2026-03-10.md W120", "folder W120", "loop W120"}; !slices.Equal(told, want) {
		t.Errorf("said %q, want %q", told, want)
	}
}

// A picture is read when it is first wanted; swapped for a link by then, it does
// not lead out either.
func TestLaterRead(t *testing.T) {
	dir := lay(t, tree{"content/entries/photo.png": "picture", "content/entries/gone.png": "gone", "content/entries/swapped.png": "mine"})
	outside := lay(t, tree{"secret.png": "secret"})
	s, _ := snapshot(t, dir, "")
	read := func(name string) (string, error) {
		in, _ := s.Get("content/entries/" + name)
		b, err := in.Read()
		return string(b), err
	}
	if got, err := read("photo.png"); got != "picture" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	for _, name := range []string{"gone.png", "swapped.png"} {
		if err := os.Remove(filepath.Join(dir, "content", "entries", name)); err != nil {
			t.Fatal(err)
		}
	}
	link(t, filepath.Join(outside, "secret.png"), filepath.Join(dir, "content", "entries", "swapped.png"))
	for _, name := range []string{"gone.png", "swapped.png"} {
		if got, err := read(name); err == nil {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestTexts(t *testing.T) {
	s, _ := snapshot(t, lay(t, tree{
		"content/entries/2026-03-05.md":       "",
		"content/entries/2026-03-06.MARKDOWN": "x",
		"content/entries/2026-03-07.md":       "\ufeff---\r\ntitle: Dana\r\nvisibility: public\r\n--- \r\n# A\r\n\r\nWords.\r\n",
	}), "")
	if in, ok := s.Get("content/entries/2026-03-05.md"); !ok || in.Text == nil || len(in.Text) > 0 {
		t.Error("an empty file is an entry without words")
	}
	if in, ok := s.Get("content/entries/2026-03-06.MARKDOWN"); !ok || string(in.Text) != "x" {
		t.Error("the ending may be written large")
	}
	j, messages := load(t, tree{"content/entries/2026-03-07.md": "\ufeff---\r\ntitle: Dana\r\nvisibility: public\r\nsteps: [nothing]\r\n--- \r\nA [link](x.md).\r\n"})
	if e := j.Entries[0]; e.Front.Title.S != "Dana" || e.Text.Cut.Text() != "A link." {
		t.Errorf("title %q, text %q", e.Front.Title.S, e.Text.Cut.Text())
	}
	if got := said(messages); !slices.Equal(got, []string{"content/entries/2026-03-07.md:4:9 E121"}) {
		t.Errorf("said %v", got)
	}
}

// A file that is too large is told of, and not read.
func TestTooLarge(t *testing.T) {
	dir := lay(t, tree{"content/entries/2026-03-05.md": "", "content/entries/2026-03-06.md": "", "journal.toml": ""})
	if err := os.Truncate(filepath.Join(dir, "content", "entries", "2026-03-06.md"), 17<<20); err != nil {
		t.Fatal(err)
	}
	_, messages, err := journal.ReadSnapshot(dir, "")
	if err != nil || len(messages) != 1 || messages[0].Code != "E114" || messages[0].Pos.File != "content/entries/2026-03-06.md" {
		t.Errorf("%v, %v", messages, err)
	}
}

func TestNoFolder(t *testing.T) {
	if _, _, err := journal.ReadSnapshot(filepath.Join(t.TempDir(), "nothing"), ""); err == nil {
		t.Error("a journal was read where there is none")
	}
}

// The forms that an Obsidian vault fills in are no entries.
func TestObsidianTemplates(t *testing.T) {
	files := tree{"2026-03-05.md": "", "Forms/2026-03-06.md": "date: {{date}}", "Forms/deep/2026-03-07.md": "", "Forms 2/2026-03-08.md": ""}
	for settings, want := range map[string]int{
		`{"folder": "Forms"}`:    2,
		`{"folder": "./Forms/"}`: 2,
		`{"folder": ""}`:         4,
		`{"folder": "."}`:        4,
		`{`:                      4,
	} {
		all := maps.Clone(files)
		all[".obsidian/templates.json"] = settings
		s, _ := snapshot(t, lay(t, all), "")
		if got := paths(s); len(got) != want {
			t.Errorf("%s: %q", settings, got)
		}
	}
}

// The snapshot is of one moment: files that come, go and change while it is taken
// do not make it fail.
func TestFilesThatComeAndGo(t *testing.T) {
	dir := lay(t, tree{"journal.toml": "", "content/entries/2026-03-05.md": "x"})
	done := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		folder := filepath.Join(dir, "content", "entries", "deep")
		for {
			select {
			case <-done:
				return
			default:
			}
			os.MkdirAll(filepath.Join(folder, "er"), 0o755)
			os.WriteFile(filepath.Join(folder, "er", "2026-03-06.md"), []byte("y"), 0o644)
			os.Rename(filepath.Join(folder, "er", "2026-03-06.md"), filepath.Join(folder, "2026-03-07.md"))
			os.RemoveAll(folder)
		}
	}()
	for range 300 {
		s, _, err := journal.ReadSnapshot(dir, "")
		if err != nil {
			t.Errorf("%v", err)
			break
		}
		if in, ok := s.Get("content/entries/2026-03-05.md"); !ok || string(in.Text) != "x" {
			t.Error("a file that nobody touched is missing")
		}
	}
	close(done)
	<-stopped
}
