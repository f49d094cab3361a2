package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// publishes publishes to a folder beside the journal, and gives what was said.
func (b rebuilder) publishes(args ...string) string {
	b.t.Helper()
	var stdout, stderr bytes.Buffer
	w := world{stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, getenv: func(string) string { return "" }, now: time.Now,
		random: rand.NewChaCha8([32]byte{}), folder: b.dir, home: "/nowhere"}
	status := run(b.t.Context(), w, append([]string{"--source", b.dir, "--today", b.day, "publish"}, args...))
	text := readBack.ReplaceAllString(took.ReplaceAllString(stderr.String(), ""), "some files read back")
	return fmt.Sprintf("status %d\n%s%s", status, stdout.String(), text)
}

// readBack is what is said of the sample, which is taken at random.
var readBack = regexp.MustCompile(`\d+ files? read back`)

const placeFolder = "there"

func newPublished(t *testing.T) *rebuilder {
	b := newRebuilder(t)
	b.write("journal.toml", publishedConfig("Road"))
	return b
}

func publishedConfig(title string) string {
	return fmt.Sprintf("title = %q\nbase_url = \"https://me.example/\"\n[privacy]\nlink_key = \"testtesttesttest\"\n[publish]\ntarget = \"dir\"\npath = %q\n", title, placeFolder)
}

// remembers reports whether the next publication would be known to have nothing to do
// without making the site.
func (b rebuilder) remembers() bool {
	b.t.Helper()
	a := &app{world: world{getenv: func(string) string { return "" }, now: time.Now, folder: b.dir, home: "/nowhere"}, sourceFlag: b.dir, todayFlag: b.day}
	src, err := a.source("")
	if err != nil {
		b.t.Fatal(err)
	}
	_, ok := a.publicationRecorder(src, "").lastPublication()
	return ok
}

// After a publication the next one makes no site, writes nothing and says the same as
// one that makes it. Its record can be read by its owner alone.
func TestTheSecondPublicationMakesNoSite(t *testing.T) {
	b := newPublished(t)
	if said := b.publishes(); !strings.HasPrefix(said, "status 0") || !b.remembers() {
		t.Fatalf("there is no record of it:\n%s", said)
	}
	place, cache := b.contents(placeFolder), b.contents(".journal-cache/publish")
	for _, args := range [][]string{nil, {"--json"}, {"--dry-run"}, {"--dry-run", "--json"}} {
		remembered := b.publishes(args...)
		records := b.records()
		if !strings.Contains(remembered, "status 0") || len(records) != 1 {
			t.Fatalf("%v: %d records\n%s", args, len(records), remembered)
		}
		kept, err := os.ReadFile(records[0])
		check(t, err)
		check(t, os.Remove(records[0]))
		if diff := cmp.Diff(b.publishes(args...), remembered); diff != "" {
			t.Errorf("%v: said (-made +remembered):\n%s", args, diff)
		}
		check(t, os.WriteFile(records[0], kept, 0o600))
	}
	if diff := cmp.Diff(place, b.contents(placeFolder)); diff != "" {
		t.Errorf("the place:\n%s", diff)
	}
	if diff := cmp.Diff(cache, b.contents(".journal-cache/publish")); diff != "" {
		t.Errorf("the cache:\n%s", diff)
	}
	if info, err := os.Stat(b.records()[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the record: %v, %v", info.Mode(), err)
	}
}

// What an audience reads is sealed with a passphrase that is not the journal's, so such
// a site is always made.
func TestSitesWithAudiencesAreNotRemembered(t *testing.T) {
	b := newPublished(t)
	b.publishes()
	if !b.remembers() {
		t.Fatal("the test is wrong: there is no record")
	}
	b.write("journal.toml", publishedConfig("Road")+"[[audience]]\nid = \"family\"\npassphrase_env = \"FAMILY\"\n")
	b.write(b.entryPath(1), "---\ntitle: For them\nvisibility: protected\naudience: family\n---\nWords.\n")
	b.publishes()
	if b.remembers() {
		t.Error("it is remembered")
	}
}

// Whatever happens between two publications, to the journal, to the place or to the
// record: the second one says and does what one does that remembers nothing.
func TestPublicationsThatRememberEqualThoseThatDoNot(t *testing.T) {
	rounds := 30
	if testing.Short() {
		rounds = 8
	}
	b := newPublished(t)
	forgetful := newPublished(t)
	rng := rand.New(rand.NewPCG(11, 7))
	b.publishes()
	forgetful.publishes()
	os.RemoveAll(forgetful.path(".journal-cache/builds"))
	known := 0
	for round := range rounds {
		seed := rng.Uint64()
		var happened string
		for _, each := range []*rebuilder{b, forgetful} {
			happened = each.somethingPublished(rand.New(rand.NewPCG(seed, 0)))
		}
		os.RemoveAll(forgetful.path(".journal-cache/builds"))
		if b.remembers() {
			known++
		}
		said, want := b.publishes(), forgetful.publishes()
		where := strings.NewReplacer(forgetful.dir, b.dir)
		if diff := cmp.Diff(where.Replace(want), said); diff != "" {
			t.Fatalf("round %d, %s: said (-forgetful +remembering):\n%s", round, happened, diff)
		}
		if diff := cmp.Diff(forgetful.contents(placeFolder), b.contents(placeFolder)); diff != "" {
			t.Fatalf("round %d, %s: the place (-forgetful +remembering):\n%s", round, happened, diff)
		}
	}
	if known == 0 || known == rounds {
		t.Errorf("%d of %d were remembered: the test tries one half alone", known, rounds)
	}
}

// somethingPublished changes the journal, the place or the record.
func (b *rebuilder) somethingPublished(rng *rand.Rand) string {
	home := b.path(placeFolder + "/index.html")
	switch rng.IntN(10) {
	case 0:
		os.Remove(home)
		return "a page is gone from the place"
	case 1:
		old, _ := os.ReadFile(home)
		os.WriteFile(home, append(old, '\n'), 0o644)
		return "a page of the place was changed"
	case 2:
		b.write(placeFolder+"/notes.txt", "mine")
		return "somebody put something there"
	case 3:
		os.Remove(b.path(placeFolder + "/.journal-manifest"))
		return "the manifest is gone"
	case 4:
		b.write("journal.toml", publishedConfig(fmt.Sprint("Road ", rng.IntN(9))))
		return "the configuration changed"
	case 5:
		b.write("addresses.toml", fmt.Sprintf("%q = { at = [\"entries/2025/01/old-%d/\"] }\n", b.entryPath(0), rng.IntN(3)))
		return "the record of addresses was edited"
	}
	happened := b.something(rng)
	if strings.HasPrefix(happened, "the configuration") {
		b.write("journal.toml", publishedConfig(fmt.Sprint("Road ", rng.IntN(9))))
	}
	return happened
}

func TestDamagedRecordsOfPublicationsAreNone(t *testing.T) {
	b := newPublished(t)
	b.publishes()
	whole, err := os.ReadFile(b.records()[0])
	check(t, err)
	refusesDamage(t, whole, func(b []byte) error { _, err := decodePublication(b); return err })
}
