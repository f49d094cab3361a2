package journal

import (
	"io/fs"
	"os"
	"testing"
	"time"

	"journal/generator/frontmatter"
)

// soon is well within the patience with editors, and longer than a few pauses.
const soon = 5 * pause

// saving does the first half of a save, reads again meanwhile, and does the
// second half soon after.
func saving(t *testing.T, first, second func(d *desk)) string {
	t.Helper()
	d, s := small(t)
	first(d)
	done := make(chan bool)
	go func() {
		time.Sleep(soon)
		second(d)
		close(done)
	}()
	next, _, err := s.Again([]string{"content/pages"})
	d.do(err)
	<-done
	in, ok := next.Get("content/pages/b.md")
	if !ok {
		return "nothing"
	}
	return string(in.Text)
}

func TestEditorsAreGivenTime(t *testing.T) {
	const file = "content/pages/b.md"
	write := func(rel, text string) func(*desk) {
		return func(d *desk) { d.do(os.WriteFile(d.at(rel), []byte(text), 0o644)) }
	}
	rename := func(from, to string) func(*desk) {
		return func(d *desk) { d.do(os.Rename(d.at(from), d.at(to))) }
	}
	for _, c := range []struct {
		name          string
		first, second func(*desk)
	}{
		{"emptied first (vim, VS Code, cp)", write(file, ""), write(file, "whole")},
		{"renamed to a backup first (vim)", rename(file, file+"~"), write(file, "whole")},
		{"renamed to a hidden name first", rename(file, "content/pages/.b.md.bak"), write(file, "whole")},
		{"renamed to an old one first (JetBrains)", func(d *desk) {
			write(file+"___jb_tmp___", "whole")(d)
			rename(file, file+"___jb_old___")(d)
		}, rename(file+"___jb_tmp___", file)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := saving(t, c.first, c.second); got != "whole" {
				t.Errorf("read %q", got)
			}
		})
	}
}

// Patience ends: a file that stays empty or away is so.
func TestPatienceEnds(t *testing.T) {
	d, s := small(t)
	d.do(os.Truncate(d.at("content/pages/b.md"), 0))
	d.do(os.Rename(d.at("content/entries/2026/03/a.md"), d.at("content/entries/2026/03/a.md~")))
	s, _, err := s.AgainEverywhere()
	d.do(err)
	if in, ok := s.Get("content/pages/b.md"); !ok || in.Text == nil || len(in.Text) != 0 {
		t.Errorf("the emptied file: %v, %q", ok, in.Text)
	}
	if _, ok := s.Get("content/entries/2026/03/a.md"); ok {
		t.Error("the renamed file is still there")
	}
}

func TestReadOnce(t *testing.T) {
	d, _ := small(t)
	root, err := os.OpenRoot(d.root)
	d.do(err)
	defer root.Close()
	text, s, still, err := readOnce(root, "content/pages/b.md")
	if string(text) != "xx" || s.Size != 2 || !still || err != nil {
		t.Errorf("%q, %v, %v, %v", text, s, still, err)
	}
	d.do(os.WriteFile(d.at("content/empty.md"), nil, 0o644))
	if text, _, still, err := readOnce(root, "content/empty.md"); text == nil || len(text) != 0 || !still || err != nil {
		t.Errorf("an empty file: %v, %v, %v", text, still, err)
	}
	if _, _, _, err := readOnce(root, "content/pages"); !os.IsNotExist(err) {
		t.Errorf("a folder: %v", err)
	}
	d.do(os.Truncate(d.at("content/empty.md"), frontmatter.MaxSize+1))
	if text, s, _, err := readOnce(root, "content/empty.md"); text != nil || s.Size != frontmatter.MaxSize+1 || err != nil {
		t.Errorf("a file that is too large: %d bytes read, %v", len(text), err)
	}
}

// disturbed is a file that somebody else writes to when it has been read.
type disturbed struct {
	fs.File
	write func()
}

func (f disturbed) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.write()
	return n, err
}

func TestATornReadIsNoticed(t *testing.T) {
	d, _ := small(t)
	for name, write := range map[string]func(){
		"longer":     func() { d.write("content/pages/b.md") },
		"cut short":  func() { d.do(os.Truncate(d.at("content/pages/b.md"), 1)) },
		"other time": func() { d.do(os.Chtimes(d.at("content/pages/b.md"), time.Now(), time.Now().Add(-time.Hour))) },
	} {
		f, err := os.Open(d.at("content/pages/b.md"))
		d.do(err)
		if _, _, still, err := readOpen(disturbed{f, write}); still || err != nil {
			t.Errorf("%s: still is %v, %v", name, still, err)
		}
		d.do(f.Close())
		d.write("content/pages/b.md")
	}
}

// A file that is written all the time is read at last, and again the next time.
func TestAFileThatIsAlwaysWritten(t *testing.T) {
	d, s := small(t)
	stop, stopped := make(chan bool), make(chan bool)
	f, err := os.OpenFile(d.at("content/pages/b.md"), os.O_APPEND|os.O_WRONLY, 0)
	d.do(err)
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				_, _ = f.WriteString("more")
			}
		}
	}()
	s, _, err = s.Again([]string{"content/pages"})
	d.do(err)
	close(stop)
	<-stopped
	d.do(f.Close())
	s, _, err = s.Again(nil)
	d.do(err)
	want, err := os.ReadFile(d.at("content/pages/b.md"))
	d.do(err)
	if in, _ := s.Get("content/pages/b.md"); string(in.Text) != string(want) {
		t.Errorf("%d bytes of %d", len(in.Text), len(want))
	}
}
