package journal

import (
	"os"
	"testing"
	"time"
)

const (
	saved  = "content/pages/b.md"
	before = "A line.\nAnother.\n"
	after  = "A line.\nYet another.\n"
)

func writes(rel, text string) func(*desk) {
	return func(d *desk) { d.do(os.WriteFile(d.at(rel), []byte(text), 0o644)) }
}

func renames(from, to string) func(*desk) {
	return func(d *desk) { d.do(os.Rename(d.at(from), d.at(to))) }
}

func both(first, second func(*desk)) func(*desk) {
	return func(d *desk) { first(d); second(d) }
}

// text is what a snapshot holds of the file that is saved.
func text(s Snapshot) string {
	in, ok := s.Get(saved)
	if !ok {
		return "nothing"
	}
	return string(in.Text)
}

func again(d *desk, s Snapshot) Snapshot {
	s, _, err := s.Again(nil) // the folder is young, or some file in it in doubt
	d.do(err)
	return s
}

// Half of a save is not seen, and all of it at once.
func TestHalfOfASaveIsNotSeen(t *testing.T) {
	for _, c := range []struct {
		name          string
		first, second func(*desk)
	}{
		{"emptied first (vim, VS Code, cp)", writes(saved, ""), writes(saved, after)},
		{"in two parts", writes(saved, "A li"), writes(saved, after)},
		{"but for its last line", writes(saved, "A line.\nYet a"), writes(saved, after)},
		{"renamed to a backup first (vim)", renames(saved, saved+"~"), writes(saved, after)},
		{"renamed to a hidden name first", renames(saved, "content/pages/.b.md.bak"), writes(saved, after)},
		{"renamed to an old one first (JetBrains)",
			both(writes(saved+"___jb_tmp___", after), renames(saved, saved+"___jb_old___")), renames(saved+"___jb_tmp___", saved)},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, _ := small(t)
			writes(saved, before)(d)
			s, _, err := ReadSnapshot(d.root, "")
			d.do(err)
			c.first(d)
			half := again(d, s)
			if got := text(half); got != before || !half.Unsettled() || half.Since(s) != nil {
				t.Errorf("meanwhile %q, unsettled %v, changed %q", got, half.Unsettled(), half.Since(s))
			}
			other, _, err := half.Again([]string{"content/entries/2026/03"})
			d.do(err)
			if text(other) != before || !other.Unsettled() {
				t.Error("the doubt is forgotten when something happens elsewhere")
			}
			other.folders["content/pages"].young = false // most folders are old
			c.second(d)
			if whole := again(d, other); text(whole) != after || whole.Unsettled() {
				t.Errorf("at last %q, unsettled %v", text(whole), whole.Unsettled())
			}
		})
	}
}

// A file in doubt is so until its last line has an end, however long it is.
func TestAFileThatGrows(t *testing.T) {
	d, _ := small(t)
	writes(saved, before)(d)
	s, _, err := ReadSnapshot(d.root, "")
	d.do(err)
	for _, half := range []string{"", before + "And m"} {
		writes(saved, half)(d)
		if s = again(d, s); text(s) != before || !s.Unsettled() {
			t.Errorf("%q, unsettled %v", text(s), s.Unsettled())
		}
	}
	writes(saved, before+"And more.\n")(d)
	if s = again(d, s); text(s) != before+"And more.\n" || s.Unsettled() {
		t.Errorf("%q, unsettled %v", text(s), s.Unsettled())
	}
}

// A new file is not there before something is in it.
func TestANewFileThatIsStillEmpty(t *testing.T) {
	d, s := small(t)
	d.do(os.Remove(d.at(saved)))
	s = again(d, s)
	writes(saved, "")(d)
	half := again(d, s)
	if text(half) != "nothing" || !half.Unsettled() {
		t.Errorf("%q, unsettled %v", text(half), half.Unsettled())
	}
	writes(saved, after)(d)
	if whole := again(d, half); text(whole) != after || whole.Unsettled() {
		t.Errorf("%q, unsettled %v", text(whole), whole.Unsettled())
	}
}

// What one does in a sitting is seen at once.
func TestWholeSavesAreNotDoubted(t *testing.T) {
	for name, save := range map[string]func(*desk){
		"longer":                       writes(saved, before+"More.\n"),
		"shorter":                      writes(saved, "A line.\nSo.\n"),
		"longer, without a line end":   writes(saved, before+"More, and no end"),
		"by renaming, much shorter":    both(writes(saved+"~", "A"), renames(saved+"~", saved)),
		"by renaming, empty, the same": writes(saved, before),
		"taken away":                   func(d *desk) { d.do(os.Remove(d.at(saved))) },
	} {
		t.Run(name, func(t *testing.T) {
			d, _ := small(t)
			writes(saved, before)(d)
			s, _, err := ReadSnapshot(d.root, "")
			d.do(err)
			save(d)
			want := "nothing"
			if b, err := os.ReadFile(d.at(saved)); err == nil {
				want = string(b)
			}
			if next := again(d, s); text(next) != want || next.Unsettled() {
				t.Errorf("%q, unsettled %v", text(next), next.Unsettled())
			}
		})
	}
}

func at(d *desk, s Snapshot, now time.Time) Snapshot {
	s, _, err := s.read(func(string) bool { return true }, now)
	d.do(err)
	return s
}

// Doubt ends: a file that stays empty, cut short or away is so.
func TestDoubtEnds(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*desk)
		want string
	}{
		"empty":     {writes(saved, ""), ""},
		"cut short": {writes(saved, "A"), "A"},
		"away":      {renames(saved, saved+"~"), "nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			d, _ := small(t)
			writes(saved, before)(d)
			s, _, err := ReadSnapshot(d.root, "")
			d.do(err)
			c.do(d)
			done := time.Now()
			if s = at(d, s, done.Add(doubtWhile/2)); text(s) != before {
				t.Errorf("too early: %q", text(s))
			}
			if s = at(d, s, done.Add(doubtWhile+time.Second)); text(s) != c.want || s.Unsettled() {
				t.Errorf("%q, unsettled %v", text(s), s.Unsettled())
			}
		})
	}
}

// A file that is written to without end is read at last.
func TestAFileThatIsAlwaysWritten(t *testing.T) {
	d, s := small(t)
	now := time.Now()
	for step := range 20 {
		now = now.Add(time.Second)
		writes(saved, "")(d)
		d.do(os.Chtimes(d.at(saved), now, now))
		s = at(d, s, now)
		if seen := text(s) == ""; seen != (step >= int(doubtLong/time.Second)) {
			t.Fatalf("after %d seconds: seen is %v", step, seen)
		}
	}
}
