package generator_test

import (
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/seal"
	"journal/generator/site"
	"journal/themes"
)

// vaults is on how many random journals the properties of circles are tried. Each
// takes several sites.
func vaults() uint64 {
	if os.Getenv("JOURNAL_FAULTS") == "full" {
		return 1000
	}
	if testing.Short() {
		return 4
	}
	return 25
}

// passphraseOf is that of an audience, for tests.
func passphraseOf(audience string) string {
	return audience + " reads what the heron wrote by the weir"
}

// keyring keeps keys, which take a while to make.
var keyring sync.Map

func keysFor(t *testing.T, cfg config.Config) map[string]seal.Key {
	t.Helper()
	keys := map[string]seal.Key{}
	for _, a := range cfg.Audiences {
		key, _ := keyring.LoadOrStore(a.Name+"\n"+cfg.Secret(), sync.OnceValues(func() (seal.Key, error) {
			return generator.NewKey(cfg, a.Name, passphraseOf(a.Name))
		}))
		var err error
		if keys[a.Name], err = key.(func() (seal.Key, error))(); err != nil {
			t.Fatal(err)
		}
	}
	return keys
}

// A sealedSite is what is published of a journal with audiences.
type sealedSite struct {
	files   map[string]string
	circles []generator.Circle
	keys    map[string]seal.Key
	cfg     config.Config
}

func sealedOf(t *testing.T, src generator.Source, m *memo.Store) sealedSite {
	t.Helper()
	r, messages, err := generator.Read(src, m)
	if err != nil {
		t.Fatal(err)
	}
	public, more := generator.Make(src, r, edition.ForPublic, m)
	circles, of := generator.Circles(src, r, m)
	for _, m := range slices.Concat(messages, more, of) {
		if m.Severity == diag.Error {
			t.Fatalf("%s: %s %s", m.Pos, m.Code, m.Text)
		}
	}
	s := sealedSite{circles: circles, keys: keysFor(t, r.Config), cfg: r.Config}
	tree, err := generator.Seal(public, circles, s.keys)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSorted(tree.Paths()) {
		t.Error("paths are not sorted")
	}
	s.files = files(t, tree)
	return s
}

// folder is where an audience's files are.
func (s sealedSite) folder(audience string) string {
	return site.UnlockAddress(audience, s.cfg.Secret())
}

// plain is the site that an audience sees.
func (s sealedSite) plain(t *testing.T, audience string) map[string]string {
	t.Helper()
	i := slices.IndexFunc(s.circles, func(c generator.Circle) bool { return c.Audience.Name == audience })
	if i < 0 {
		t.Fatalf("there is no audience %s", audience)
	}
	return files(t, s.circles[i].Site)
}

// What is private makes no difference to what is published, sealed files included;
// what is for one circle makes none to what others find.
func TestCirclesMakeNoDifferenceToOthers(t *testing.T) {
	t.Parallel()
	m := memo.New()
	for seed := range vaults() {
		v := newVault(seed)
		all := sealedOf(t, v.write(t, false), m)
		for _, c := range []struct {
			name    string
			without func(file string) bool
			own     string // whose files may differ
		}{
			{"what is private", func(f string) bool { return v.private[f] && v.circle[f] == "" }, ""},
			{"what lee may see", func(f string) bool { return v.circle[f] == "lee" }, "lee"},
		} {
			less := sealedOf(t, v.writeSome(t, func(f string) bool { return !c.without(f) }), m)
			for _, p := range differing(all.files, less.files) {
				if c.own == "" || !strings.HasPrefix(p, all.folder(c.own)) {
					t.Errorf("journal %d: %s depends on %s\n%s", seed, p, c.name, firstDifference(all.files[p], less.files[p]))
				}
			}
		}
		if t.Failed() {
			return
		}
	}
}

// No word of a private place is in what is published, nor in what a circle unseals
// unless it is of its own.
func TestNothingIsInSealedSites(t *testing.T) {
	t.Parallel()
	m, opened := memo.New(), 0
	for seed := range vaults() {
		v := newVault(seed + 5000)
		all := sealedOf(t, v.write(t, false), m)
		if found := needlesIn(all.files, v.needles); len(found) > 0 {
			t.Fatalf("journal %d: %s", seed, strings.Join(found, ", "))
		}
		own := map[string]bool{}
		for f, needles := range v.planted {
			if v.circle[f] == "sam" {
				for _, n := range needles {
					own[n] = true
				}
			}
		}
		foreign := slices.DeleteFunc(slices.Clone(v.needles), func(n string) bool { return own[n] })
		plain := all.plain(t, "sam")
		if found := needlesIn(plain, foreign); len(found) > 0 {
			t.Fatalf("journal %d, what sam reads: %s", seed, strings.Join(found, ", "))
		}
		opened += len(needlesIn(plain, slices.Collect(maps.Keys(own))))
	}
	if opened == 0 {
		t.Error("sam reads nothing that strangers do not")
	}
}

// What a circle unseals are the files of its own site that strangers have not, each
// under the name that the list says.
func TestSealedFilesOpen(t *testing.T) {
	v := newVault(3)
	v.files["content/entries/2026-05-05-for-sam.md"] = "---\ntitle: For Sam\naudience: [sam]\n---\nOnly for Sam.\n\n![](for-sam.png)\n"
	v.files["content/entries/for-sam.png"] = v.picture(false)
	s := sealedOf(t, v.write(t, false), memo.New())
	public, plain, folder := publicFiles(t, v.write(t, false), memo.New()), s.plain(t, "sam"), s.folder("sam")
	key := openedBy(t, s, "sam", passphraseOf("sam"))
	list := listIn(t, s, key, folder)
	for p, id := range list {
		content, err := key.Open(id, []byte(s.files[folder+id+".bin"]))
		if err != nil || string(content) != plain[p] || public[p] == plain[p] {
			t.Errorf("%s: %v", p, err)
		}
		delete(s.files, folder+id+".bin")
	}
	for _, p := range []string{"entries/2026/05/for-sam/index.html", "index.html", "calendar/2026/index.html"} {
		if list[p] == "" {
			t.Errorf("%s is not sealed", p)
		}
	}
	if !slices.ContainsFunc(slices.Collect(maps.Keys(list)), func(p string) bool { return path.Ext(p) == ".png" }) {
		t.Error("the picture is not sealed")
	}
	for p := range plain {
		if _, theirs := public[p]; !theirs && list[p] == "" && !strings.HasPrefix(p, "search/") {
			t.Errorf("%s is nowhere", p)
		}
	}
	for _, known := range []string{"index.html", "index.bin", "lock.bin"} {
		delete(s.files, folder+known)
	}
	for p := range s.files {
		if strings.HasPrefix(p, folder) {
			t.Errorf("%s is on no list", p)
		}
	}
	if _, err := seal.Unlock(passphraseOf("lee"), key.Circle(), []byte(s.files[folder+"lock.bin"])); err == nil {
		t.Error("another passphrase opens it")
	}
}

func openedBy(t *testing.T, s sealedSite, audience, passphrase string) seal.Key {
	t.Helper()
	key, err := seal.Unlock(passphrase, path.Base(s.folder(audience)), []byte(s.files[s.folder(audience)+"lock.bin"]))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func listIn(t *testing.T, s sealedSite, key seal.Key, folder string) map[string]string {
	t.Helper()
	text, err := key.Open(seal.Index, []byte(s.files[folder+"index.bin"]))
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]string{}
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// A protected entry whose text changes changes one file, in the same bucket as long
// as its size does; a build without a change changes none.
func TestAChangedTextChangesOneFile(t *testing.T) {
	t.Parallel()
	m := memo.New()
	changed := 0
	for seed := range vaults() {
		v := newVault(seed + 9000)
		r := rand.New(rand.NewPCG(seed, 3))
		before := sealedOf(t, v.write(t, false), m)
		if paths := differing(before.files, sealedOf(t, v.write(t, false), memo.New()).files); len(paths) > 0 {
			t.Fatalf("journal %d: a rebuild changes %v", seed, paths)
		}
		for _, f := range slices.Sorted(maps.Keys(v.circle)) {
			if v.circle[f] != "sam" || !strings.HasSuffix(f, ".md") || r.IntN(3) > 0 {
				continue
			}
			was := v.files[f]
			v.files[f] = was + "\nAnother word.\n"
			if r.IntN(2) == 0 {
				v.files[f] = strings.Replace(was, "words of", "syllables of", 1)
			}
			after := sealedOf(t, v.write(t, false), m)
			paths := differing(before.files, after.files)
			if len(paths) != 1 || !strings.HasPrefix(paths[0], before.folder("sam")) || path.Base(paths[0]) == "index.bin" {
				t.Fatalf("journal %d: a new text of %s changes %v", seed, f, paths)
			}
			if len(before.files[paths[0]]) != len(after.files[paths[0]]) {
				t.Logf("journal %d: %s went to another bucket", seed, f)
			}
			v.files[f] = was
			changed++
			break
		}
	}
	if changed == 0 {
		t.Error("no text was changed")
	}
}

// The size of a sealed file is that of a bucket, whatever is in it.
func TestSizesTellBuckets(t *testing.T) {
	s := sealedOf(t, newVault(3).write(t, false), memo.New())
	for p, text := range s.files {
		if n := len(text) - 12 - 16; path.Base(p) != "lock.bin" && path.Ext(p) == ".bin" && seal.Bucket(n) != n {
			t.Errorf("%s has %d bytes", p, len(text))
		}
	}
}

// The audience me reads all that the author sees, under real names, and nothing of
// the author's own machine.
func TestMeReadsEverything(t *testing.T) {
	v := newVault(8)
	v.files["journal.toml"] += "[audience.me]\npassphrase_env = \"J_ME\"\n"
	src := v.write(t, false)
	s := sealedOf(t, src, memo.New())
	if found := needlesIn(s.files, v.needles); len(found) > 0 {
		t.Fatal(found)
	}
	plain := s.plain(t, "me")
	owner, _, err := generator.Build(src, edition.ForOwner, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range owner.Paths() {
		if _, ok := plain[p]; !ok {
			t.Errorf("me lacks %s", p)
		}
	}
	all := strings.Join(slices.Collect(maps.Values(plain)), "\n")
	for _, f := range slices.Sorted(maps.Keys(v.private)) {
		if strings.HasSuffix(f, ".md") && strings.Contains(all, f) {
			t.Errorf("me reads the path %s", f)
		}
	}
	for _, word := range []string{src.Folder, `class="why"`, "its file"} {
		if strings.Contains(all, word) {
			t.Errorf("me reads %q", word)
		}
	}
}

// Who reads more than strangers reads it under the names that strangers read.
func TestWhatACircleReads(t *testing.T) {
	files := map[string]string{
		"journal.toml":                         "title = \"Road\"\n[audience.sam]\npassphrase_env = \"S\"\n[audience.lee]\npassphrase_env = \"L\"\n",
		"people.toml":                          "[dana]\nname = \"Dana Whitfield\"\npublic = \"D.\"\n",
		"content/entries/2026-03-05-open.md":   "---\ntitle: Open\nvisibility: public\n---\nHello.\n",
		"content/entries/2026-03-06-sealed.md": "---\ntitle: With Dana Whitfield\naudience: [sam]\nmood: 4\ntags: [quiet]\n---\nDana Whitfield called. %%not for Sam%%\n",
		"content/entries/2026-03-07-both.md":   "---\ntitle: Both\nvisibility: protected\naudience: [sam, lee]\n---\nThe long story of it all.\n",
		"content/entries/2026-03-08-mine.md":   "---\ntitle: Mine\n---\nMine.\n",
		"content/pages/plan.md":                "---\ntitle: A plan\nvisibility: protected\naudience: sam\n---\nThe plan.\n",
		"content/pursuits/northwind.md":        "---\ntitle: Northwind\naudience: [sam]\n---\nThe story.\n",
	}
	s := sealedOf(t, generator.Source{Folder: writeJournal(t, files), Themes: themes.FS, Now: time.Now, Today: vaultToday}, memo.New())
	sam, lee := s.plain(t, "sam"), s.plain(t, "lee")
	page := sam["entries/2026/03/sealed/index.html"]
	for _, want := range []string{"With D.", "D. called"} {
		if !strings.Contains(page, want) {
			t.Errorf("sam does not read %q", want)
		}
	}
	for _, never := range []string{"Whitfield", "not for Sam", "4 of 5", "badge protected"} {
		for p, text := range sam {
			if strings.Contains(text, never) {
				t.Errorf("sam reads %q in %s", never, p)
			}
		}
	}
	for _, c := range []struct {
		path     string
		sam, lee bool
	}{
		{"entries/2026/03/open/index.html", true, true}, {"entries/2026/03/both/index.html", true, true},
		{"entries/2026/03/sealed/index.html", true, false}, {"entries/2026/03/mine/index.html", false, false},
		{"plan/index.html", true, false}, {"pursuits/northwind/index.html", true, false}, {"tags/quiet/index.html", true, false},
	} {
		if _, ok := sam[c.path]; ok != c.sam {
			t.Errorf("sam has %s: %t", c.path, ok)
		}
		if _, ok := lee[c.path]; ok != c.lee {
			t.Errorf("lee has %s: %t", c.path, ok)
		}
	}
	if strings.Contains(sam["index.html"], "long story") || strings.Contains(sam["timeline/index.html"], "long story") {
		t.Error("a list has words of a sealed text")
	}
}
