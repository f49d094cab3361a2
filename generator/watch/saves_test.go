package watch

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// patience is how long a test waits for what must come. Nothing is measured.
const patience = 20 * time.Second

// listener is a real watcher of a real folder.
type listener struct {
	t     *testing.T
	root  string
	rings <-chan Ring
}

func listen(t *testing.T, adjust func(*Options)) *listener {
	t.Helper()
	l := &listener{t: t, root: canonical(t, t.TempDir())}
	l.do(os.MkdirAll(l.at("content/entries"), 0o755))
	l.watch(adjust)
	return l
}

func (l *listener) watch(adjust func(*Options)) {
	l.t.Helper()
	o := Options{Root: l.root, Wanted: wantedByEditors, Notice: func(text, remedy string) { l.t.Logf("notice: %s (%s)", text, remedy) }}
	if adjust != nil {
		adjust(&o)
	}
	rings, err := Watch(l.t.Context(), o)
	l.do(err)
	l.rings = rings
}

// wantedByEditors is wanted without what the editors of these tests leave.
func wantedByEditors(p string) bool {
	for _, pattern := range []string{"*.swp", "*.swx", "*.tmp", "4913", "#*#", "*___jb_*___", "*.bak"} {
		if ok, _ := filepath.Match(pattern, filepath.Base(p)); ok {
			return false
		}
	}
	return wanted(p)
}

func (l *listener) at(rel string) string { return filepath.Join(l.root, filepath.FromSlash(rel)) }

func (l *listener) do(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

func (l *listener) write(rel, text string) {
	l.t.Helper()
	l.do(os.WriteFile(l.at(rel), []byte(text), 0o644))
}

func (l *listener) sh(script string, args ...string) {
	l.t.Helper()
	c := exec.Command("sh", append([]string{"-euc", script, "sh"}, args...)...)
	c.Dir = l.root
	if out, err := c.CombinedOutput(); err != nil {
		l.t.Fatalf("%s: %v\n%s", script, err, out)
	}
}

// until receives rings until one names the folder and finds what it should, as
// whoever is rung would: what is true only later must ring later. It gives all
// folders that were rung.
func (l *listener) until(folder string, true func() bool) []string {
	l.t.Helper()
	var rung []string
	for late := time.After(patience); ; {
		select {
		case r := <-l.rings:
			rung = append(rung, r.Folders...)
			if (r.Everything || slices.Contains(r.Folders, folder)) && true() {
				return rung
			}
		case <-late:
			l.t.Fatalf("%s did not ring in time; rung were %q", folder, rung)
		}
	}
}

func (l *listener) has(rel, text string) func() bool {
	return func() bool {
		got, err := os.ReadFile(l.at(rel))
		return err == nil && string(got) == text
	}
}

// saves are the ways in which programs save a file of a watched folder. Each is
// the sequence of calls that was traced from the program, or the program.
var saves = []struct {
	name string
	save func(l *listener, file, text string)
}{
	{"in place", func(l *listener, file, text string) { l.write(file, text) }},
	{"in place, in three parts", func(l *listener, file, text string) {
		f, err := os.Create(l.at(file))
		l.do(err)
		for i, part := range []string{text[:1], text[1:3], text[3:]} {
			time.Sleep(time.Duration(i) * 12 * time.Millisecond)
			_, err := f.WriteString(part)
			l.do(err)
		}
		l.do(f.Close())
	}},
	{"another file renamed over it (gedit, Kate, Helix)", func(l *listener, file, text string) {
		l.write("content/entries/.goutputstream-X1", text)
		l.do(os.Rename(l.at("content/entries/.goutputstream-X1"), l.at(file)))
	}},
	{"a backup by renaming, then a new file (vim backupcopy=no)", func(l *listener, file, text string) {
		l.write("content/entries/4913", "")
		l.do(os.Remove(l.at("content/entries/4913")))
		l.do(os.Rename(l.at(file), l.at(file+"~")))
		l.write(file, text)
		l.do(os.Remove(l.at(file + "~")))
	}},
	{"a backup by copying, then in place (nano -B, Sublime)", func(l *listener, file, text string) {
		before, err := os.ReadFile(l.at(file))
		l.do(err)
		l.write(file+"~", string(before))
		l.write(file, text)
	}},
	{"emacs", func(l *listener, file, text string) {
		l.do(os.Symlink("me@host.123:456", l.at("content/entries/.#save.md")))
		l.write("content/entries/#save.md#", text)
		l.write(file, text[:2])
		l.write(file, text)
		l.do(os.Remove(l.at("content/entries/#save.md#")))
		l.do(os.Remove(l.at("content/entries/.#save.md")))
	}},
	{"JetBrains, safe write", func(l *listener, file, text string) {
		l.write(file+"___jb_tmp___", text)
		l.do(os.Rename(l.at(file), l.at(file+"___jb_old___")))
		time.Sleep(3 * time.Millisecond)
		l.do(os.Rename(l.at(file+"___jb_tmp___"), l.at(file)))
		l.do(os.Remove(l.at(file + "___jb_old___")))
	}},
	{"VS Code", func(l *listener, file, text string) {
		f, err := os.OpenFile(l.at(file), os.O_RDWR, 0)
		l.do(err)
		l.do(f.Truncate(0))
		_, err = f.WriteString(text)
		l.do(err)
		l.do(f.Close())
	}},
	{"removed and made again", func(l *listener, file, text string) {
		l.do(os.Remove(l.at(file)))
		time.Sleep(15 * time.Millisecond)
		l.write(file, text)
	}},
	{"cp", func(l *listener, file, text string) {
		l.write(".source", text)
		l.sh(`cp .source "$1"`, file)
	}},
	{"sed -i", func(l *listener, file, text string) { l.sh(`sed -i "s/.*/$2/" "$1"`, file, text) }},
	{"rsync, which keeps an old time", func(l *listener, file, text string) {
		l.write("content/entries/.save.md.Xy12", text)
		old := time.Now().Add(-time.Hour)
		l.do(os.Chtimes(l.at("content/entries/.save.md.Xy12"), old, old))
		l.do(os.Rename(l.at("content/entries/.save.md.Xy12"), l.at(file)))
	}},
}

func TestEverySaveRings(t *testing.T) {
	const times = 20
	for _, how := range saves {
		t.Run(how.name, func(t *testing.T) {
			t.Parallel()
			l := listen(t, nil)
			l.write("content/entries/save.md", "to begin with")
			l.until("content/entries", l.has("content/entries/save.md", "to begin with"))
			for i := range times {
				text := fmt.Sprintf("text number %d", i)
				how.save(l, "content/entries/save.md", text)
				l.until("content/entries", l.has("content/entries/save.md", text))
			}
		})
	}
}

func TestLeftoversOfEditorsDoNotRing(t *testing.T) {
	l := listen(t, nil)
	l.do(os.Mkdir(l.at("content/pages"), 0o755))
	l.until("content/pages", func() bool { return true })
	for _, name := range []string{".a.md.swp", "a.md~", "4913", "#a.md#", "a.md___jb_tmp___", "a.tmp", ".goutputstream-1"} {
		l.write("content/entries/"+name, "x")
		l.do(os.Remove(l.at("content/entries/" + name)))
	}
	l.write("content/pages/a.md", "x")
	if rung := l.until("content/pages", l.has("content/pages/a.md", "x")); slices.Contains(rung, "content/entries") {
		t.Errorf("leftovers rang: %q", rung)
	}
}

// Nothing that is made quickly in new folders is missed.
func TestFoldersMadeAtOnce(t *testing.T) {
	l := listen(t, nil)
	for i := range 50 {
		dir := fmt.Sprintf("content/%d/b/c", i)
		l.do(os.MkdirAll(l.at(dir), 0o755))
		time.Sleep(time.Duration(i%10*i%7) * 100 * time.Microsecond)
		l.write(dir+"/x.md", "x")
		l.until(dir, l.has(dir+"/x.md", "x"))
		l.write(dir+"/x.md", "y")
		l.until(dir, l.has(dir+"/x.md", "y"))
	}
}

func TestFoldersComeAndGo(t *testing.T) {
	l := listen(t, nil)
	exists := func(rel string, want bool) func() bool {
		return func() bool {
			_, err := os.Stat(l.at(rel))
			return (err == nil) == want
		}
	}
	edit := func(rel string) {
		t.Helper()
		for i := range 3 {
			text := fmt.Sprint(rel, i)
			l.write(rel+"/x.md", text)
			l.until(rel, l.has(rel+"/x.md", text))
		}
	}
	outside := filepath.Join(canonical(t, t.TempDir()), "trip")
	l.do(os.MkdirAll(filepath.Join(outside, "deep/er"), 0o755))
	for range 10 {
		l.do(os.Rename(outside, l.at("content/trip"))) // a filled folder is moved in
		l.until("content/trip/deep/er", exists("content/trip/deep/er", true))
		edit("content/trip/deep/er")
		l.do(os.Rename(l.at("content/trip"), l.at("content/Trip"))) // renamed
		l.until("content", exists("content/trip", false))
		edit("content/Trip/deep/er")
		l.do(os.MkdirAll(l.at("content/trip/deep/er"), 0o755)) // another of the old name
		l.until("content/trip/deep/er", exists("content/trip/deep/er", true))
		edit("content/trip/deep/er")
		edit("content/Trip/deep/er")
		l.do(os.RemoveAll(l.at("content/trip"))) // deleted, and at once another
		l.do(os.MkdirAll(l.at("content/trip/deep/er"), 0o755))
		edit("content/trip/deep/er")
		l.do(os.RemoveAll(l.at("content/trip")))
		l.until("content", exists("content/trip", false))
		l.do(os.Rename(l.at("content/Trip"), outside)) // moved out
		l.until("content", exists("content/Trip", false))
	}
}

func TestTheRealRootGoesAndComesBack(t *testing.T) {
	l := listen(t, nil)
	l.do(os.Rename(l.root, l.root+".away"))
	l.until(".", func() bool { return true })
	l.do(os.Rename(l.root+".away", l.root))
	l.until(".", func() bool { return true })
	l.write("content/entries/a.md", "back")
	l.until("content/entries", l.has("content/entries/a.md", "back"))
}

// Polling finds the same as the system.
func TestEverySaveRingsWithPolling(t *testing.T) {
	for _, how := range saves {
		t.Run(how.name, func(t *testing.T) {
			t.Parallel()
			l := listen(t, func(o *Options) { o.Poll = true })
			l.write("content/entries/save.md", "to begin with")
			l.until("content/entries", l.has("content/entries/save.md", "to begin with"))
			for i := range 2 {
				text := fmt.Sprintf("text number %d", i)
				how.save(l, "content/entries/save.md", text)
				l.until("content/entries", l.has("content/entries/save.md", text))
			}
		})
	}
}
