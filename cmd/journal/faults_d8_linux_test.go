package main

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// D8: a dry run changes nothing, at a place that is yet to be made, at one that is
// up to date and at one that is not, and says what a publication then does.
func TestFaultsD8(t *testing.T) {
	faultTest(t)
	var mu sync.Mutex
	mutations, mismatches, runs := 0, 0, 0
	t.Run("targets", func(t *testing.T) {
		for _, name := range kindsOfTargets {
			t.Run(name, func(t *testing.T) {
				if !faultsInFull() {
					t.Parallel()
				}
				one := rehearsing(t, name)
				mu.Lock()
				defer mu.Unlock()
				mutations, mismatches, runs = mutations+one.mutations, mismatches+one.mismatches, runs+one.runs
			})
		}
	})
	score(t, "D8", mutations == 0 && mismatches == 0 && runs > 0, "%d dry runs / mutations %d / plan mismatches %d", runs, mutations, mismatches)
}

// rehearsed is what came of dry runs.
type rehearsed struct{ mutations, mismatches, runs int }

// rehearsing makes dry runs at one kind of target.
func rehearsing(t *testing.T, name string) (d rehearsed) {
	g := startTarget(t, name, nil)
	a := newAuthor(t, g)
	for _, state := range []int{0, 0, 1, 2} {
		a.site(state)
		before, wrote := everything(t, g.disk), writesTo(t, g)
		planned := a.publishes("--dry-run", "--json")
		d.runs++
		if after := everything(t, g.disk); !maps.Equal(before, after) {
			t.Errorf("a dry run changed %q to %q", before, after)
			d.mutations++
		}
		if now := writesTo(t, g); len(now) > len(wrote) {
			t.Errorf("a dry run wrote: %q", now[len(wrote):])
			d.mutations++
		}
		seen := g.see(t)
		done := a.publishes("--json")
		if !sameSteps(t, planned, done) {
			t.Errorf("planned was\n%s\nand done\n%s", planned.out, done.out)
			d.mismatches++
		}
		if name == "bucket" {
			d.mismatches += unplanned(t, a, seen, g, wrote)
		}
	}
	return d
}

// everything is what lies on a disk, with times.
func everything(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	check(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		all[path] = info.Mode().String() + info.ModTime().String()
		return nil
	}))
	return all
}

// writesTo are the requests to a server of files that may have changed something.
func writesTo(t *testing.T, g target) (writes []string) {
	t.Helper()
	if g.name != "bucket" {
		return nil
	}
	for line := range strings.Lines(g.s3.Log(t)) {
		fields := strings.Fields(line)
		if len(fields) > 8 && !slices.Contains([]string{"s3_ListObjectsV2", "s3_GetObject", "s3_HeadObject", "s3_HeadBucket"}, fields[7]) && strings.HasPrefix(fields[7], "s3_") {
			writes = append(writes, fields[7]+" "+fields[8])
		}
	}
	return writes
}

// unplanned counts what was sent though strangers had it, and what was not sent.
func unplanned(t *testing.T, a *author, before map[string][]byte, g target, wrote []string) (wrong int) {
	t.Helper()
	after := g.see(t)
	want := changed(before, after)
	var got []string
	for _, line := range writesTo(t, g)[len(wrote):] {
		if path, ok := strings.CutPrefix(line, "s3_PutObject road/"); ok && path != ".journal-manifest" {
			got = append(got, path)
		}
	}
	slices.Sort(got)
	want = slices.DeleteFunc(want, func(path string) bool { return path == ".journal-manifest" })
	if !slices.Equal(got, want) {
		t.Errorf("sent were\n%q\nand changed have\n%q", got, want)
		wrong++
	}
	if len(want) == 0 && len(writesTo(t, g)) > len(wrote) {
		t.Errorf("nothing had changed, and these were written: %q", writesTo(t, g)[len(wrote):])
		wrong++
	}
	return wrong
}

// sameSteps compares what was planned with what was done.
func sameSteps(t *testing.T, planned, done ended) bool {
	t.Helper()
	return bytes.Equal([]byte(stepsOf(t, planned)), []byte(stepsOf(t, done)))
}
