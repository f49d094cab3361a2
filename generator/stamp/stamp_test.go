package stamp_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"journal/generator/stamp"
)

func of(t *testing.T, path string) stamp.Stamp {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return stamp.Of(info)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Each way of changing a file that leaves something else as it was is seen.
func TestStampsTellFilesApart(t *testing.T) {
	dir := t.TempDir()
	path, other := filepath.Join(dir, "a.md"), filepath.Join(dir, "b.md")
	long := time.Now().Add(-time.Hour)
	write := func(p, text string) {
		must(t, os.WriteFile(p, []byte(text), 0o644))
		must(t, os.Chtimes(p, long, long))
	}
	write(path, "one")
	before := of(t, path)
	if again := of(t, path); again != before {
		t.Errorf("the same file has two stamps: %v and %v", before, again)
	}
	for _, c := range []struct {
		name string
		do   func()
		same bool // the file is the one it was
	}{
		{"another size", func() { write(path, "three") }, true},
		{"another time", func() { must(t, os.Chtimes(path, long, long.Add(time.Nanosecond*1000))) }, true},
		{"another file of the same size and time", func() { write(other, "fours"); must(t, os.Rename(other, path)) }, false},
	} {
		c.do()
		now := of(t, path)
		if now == before {
			t.Errorf("%s: the stamp is the same, %v", c.name, now)
		}
		if now.Same(before) != c.same {
			t.Errorf("%s: Same is %v, want %v", c.name, now.Same(before), c.same)
		}
		before = now
	}
}

func TestYoung(t *testing.T) {
	now := time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)
	at := func(d time.Duration) int64 { return now.Add(d).UnixNano() }
	for _, c := range []struct {
		name              string
		modified, changed int64
		young             bool
	}{
		{"old", at(-time.Hour), at(-time.Hour), false},
		{"just ripe", at(-stamp.Ripe), 0, false},
		{"two seconds ago", at(-2 * time.Second), 0, true},
		{"an old time set just now", at(-time.Hour), at(-time.Second), true},
		{"from a clock that is ahead", at(time.Hour), 0, true},
	} {
		s := stamp.Stamp{Modified: c.modified, Identity: stamp.Identity{Changed: c.changed}}
		if s.Young(now) != c.young {
			t.Errorf("%s: Young is %v", c.name, !c.young)
		}
	}
}
