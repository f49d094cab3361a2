package generator_test

import (
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
)

// journals is how many random journals each property is tried on.
const journals = 200

// publicFiles builds the public site of a journal that has no errors. The memory
// is shared by all journals of a test: visibility lies below it, so that what one
// journal shows cannot come from another.
func publicFiles(t *testing.T, src generator.Source, m *memo.Store) map[string]string {
	t.Helper()
	tree, messages, err := generator.Build(src, edition.ForPublic, m)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		if m.Severity == diag.Error {
			t.Fatalf("%s: %s %s", m.Pos, m.Code, m.Text)
		}
	}
	if !slices.IsSorted(tree.Paths()) {
		t.Error("paths are not sorted")
	}
	return files(t, tree)
}

// differing lists the paths at which two sites differ.
func differing(a, b map[string]string) []string {
	var paths []string
	for path := range maps.Keys(a) {
		if other, ok := b[path]; !ok || other != a[path] {
			paths = append(paths, path)
		}
	}
	for path := range maps.Keys(b) {
		if _, ok := a[path]; !ok {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// Non-interference: what is private makes no difference to what is public, not
// in one byte, path or order.
func TestPrivateMakesNoDifference(t *testing.T) {
	t.Parallel()
	m := memo.New()
	for seed := range uint64(journals) {
		v := newVault(seed)
		with, without := publicFiles(t, v.write(t, false), m), publicFiles(t, v.write(t, true), m)
		for _, path := range differing(with, without) {
			t.Errorf("journal %d: %s depends on what is private\n%s", seed, path, firstDifference(with[path], without[path]))
		}
		if t.Failed() {
			return
		}
	}
}

// Needles: no word of a private place occurs in the public site.
func TestNothingPrivateIsInThePublicSite(t *testing.T) {
	t.Parallel()
	m := memo.New()
	for seed := range uint64(journals) {
		v := newVault(seed)
		if found := needlesIn(publicFiles(t, v.write(t, false), m), v.needles); len(found) > 0 {
			t.Fatalf("journal %d: %s", seed, strings.Join(found, ", "))
		}
	}
}

func needlesIn(site map[string]string, needles []string) []string {
	var found []string
	for path, text := range site {
		lower := strings.ToLower(path + "\x00" + text)
		for _, needle := range needles {
			if strings.Contains(lower, needle) {
				found = append(found, needle+" in "+path)
			}
		}
	}
	return found
}

// The two properties above notice a filter that lets private entries through.
func TestTheseTestsWouldNotice(t *testing.T) {
	v, m := withFilterBroken(3), memo.New()
	with, without := publicFiles(t, v.write(t, false), m), publicFiles(t, v.write(t, true), m)
	if len(differing(with, without)) == 0 {
		t.Error("a leaking filter makes no difference")
	}
	if len(needlesIn(with, v.needles)) == 0 {
		t.Error("no needle is found in a leaking site")
	}
}

// Determinism: the same input gives the same bytes, whatever the parallelism,
// the machine's zone, its language and the folder's path.
func TestSameInputSameBytes(t *testing.T) {
	v := newVault(11)
	want := publicFiles(t, v.write(t, false), memo.New())
	local, procs := time.Local, runtime.GOMAXPROCS(0)
	defer func() { time.Local = local; runtime.GOMAXPROCS(procs) }()
	for _, zone := range []string{"America/St_Johns", "Pacific/Kiritimati", "UTC"} {
		for _, n := range []int{1, 2, 8} {
			l, err := time.LoadLocation(zone)
			if err != nil {
				t.Fatal(err)
			}
			time.Local = l
			runtime.GOMAXPROCS(n)
			t.Setenv("LANG", "tr_TR.UTF-8")
			if paths := differing(want, publicFiles(t, v.write(t, false), memo.New())); len(paths) > 0 {
				t.Errorf("zone %s, %d processors: %v differ", zone, n, paths)
			}
		}
	}
}

// A second build with the same memory gives the same bytes and the same messages.
func TestMemoryMakesNoDifference(t *testing.T) {
	v := newVault(5)
	src := v.write(t, false)
	m := memo.New()
	cold, coldMessages, err := generator.Build(src, edition.ForOwner, m)
	if err != nil {
		t.Fatal(err)
	}
	warm, warmMessages, err := generator.Build(src, edition.ForOwner, m)
	if err != nil {
		t.Fatal(err)
	}
	if paths := differing(files(t, cold), files(t, warm)); len(paths) > 0 {
		t.Errorf("%v differ", paths)
	}
	if !slices.Equal(coldMessages, warmMessages) {
		t.Errorf("messages differ:\n%v\n%v", coldMessages, warmMessages)
	}
}

// firstDifference shows where two texts part.
func firstDifference(a, b string) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(0, min(i-80, len(s))):min(i+80, len(s))] }
	return "with:    …" + cut(a) + "…\nwithout: …" + cut(b) + "…"
}
