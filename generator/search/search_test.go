package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"journal/generator/civil"
)

func small() Corpus {
	documents := []Document{
		{Address: "entries/2026/03/letters/", Title: "Letters & <b>", Day: civil.Date{Year: 2026, Month: 3, Day: 16}, Number: "14", Steps: []int{1}, Pursuits: []int{0},
			Names: []string{"Harbour", "D."}, Text: "I wrote a letter, then another letter: the café, Straße, l’été.\nZoë’s ½ co\u00adoperation 東京の手紙 カード"},
		{Address: "entries/2026/03/no/", Title: "The interview", Day: civil.Date{Year: 2026, Month: 3, Day: 2}, Number: "0", Steps: []int{0}, Pursuits: []int{0}, Text: "A letter came. Привет, ΣΊΣΥΦΟΣ, שָׁלוֹם, 한국어 𠮷野家."},
		{Address: "pursuits/northwind/", Title: "Northwind", Pursuits: []int{0}},
		{Address: "about/", Title: "About", Text: strings.Repeat("unbreakable", 9)},
	}
	c := Corpus{Steps: []Label{{"thank", "Thank them", 1}, {"feedback", "Ask for feedback", 2}}, Pursuits: []Label{{ID: "northwind", Text: "Northwind"}}, At: func(i int) Document { return documents[i] }}
	for _, d := range documents {
		c.Sizes = append(c.Sizes, len(strings.Fields(d.Text)))
	}
	return c
}

// read is an index as the script of the theme reads it: by word and document how
// the one has the other, and what is shown of each document.
type read struct {
	how   map[string]map[int]int
	pages [][]any
}

func readIndex(t *testing.T, x *Index) read {
	t.Helper()
	r := read{how: map[string]map[int]int{}}
	var c contents
	load(t, x, "index", &c)
	paths := x.Paths()
	piece := func(kind string, i int, data any) bool {
		name := fmt.Sprint(kind, i)
		if !slices.Contains(paths, Folder+name+".js") {
			return false
		}
		all := map[string]string{"words": c.Versions.Words, "found": c.Versions.Found, "pages": c.Versions.Pages}[kind]
		if version := load(t, x, name, data); version != all[8*i:8*i+8] {
			t.Errorf("%s has version %s, and the index %s", name, version, all[8*i:8*i+8])
		}
		return true
	}
	var words, found []string
	for i := 0; ; i++ {
		var list string
		if !piece("words", i, &list) {
			break
		}
		if starts := sums(c.Starts); starts[i] != len(words) {
			t.Errorf("words%d starts at %d, not at %d", i, starts[i], len(words))
		}
		words = append(words, unshared(list)...)
	}
	for i := 0; ; i++ {
		var list string
		if !piece("found", i, &list) {
			break
		}
		if starts := sums(c.Found); starts[i] != len(found) {
			t.Errorf("found%d starts at %d, not at %d", i, starts[i], len(found))
		}
		found = append(found, strings.Fields(list)...)
	}
	for i := 0; ; i++ {
		var list [][]any
		if !piece("pages", i, &list) {
			break
		}
		if starts := sums(c.Pages); starts[i] != len(r.pages) {
			t.Errorf("pages%d starts at %d, not at %d", i, starts[i], len(r.pages))
		}
		r.pages = append(r.pages, list...)
	}
	if len(words) != len(found) || len(r.pages) != c.Documents {
		t.Fatalf("%d words, %d found; %d pages of %d", len(words), len(found), len(r.pages), c.Documents)
	}
	for i, word := range words {
		r.how[word] = map[int]int{}
		at := 0
		for _, n := range decode(found[i]) {
			at += n >> 2
			r.how[word][at] = n & 3
		}
	}
	return r
}

func load(t *testing.T, x *Index, name string, data any) (version string) {
	t.Helper()
	text, err := x.File(Folder + name + ".js")
	if err != nil {
		t.Fatal(err)
	}
	inner, ok := bytes.CutPrefix(text, []byte("journalSearch("))
	inner, ok2 := bytes.CutSuffix(inner, []byte(")\n"))
	if !ok || !ok2 {
		t.Fatalf("%s is no call: %.60s", name, text)
	}
	var said string
	if err := json.Unmarshal([]byte("["+string(inner)+"]"), &[]any{&said, &version, data}); err != nil {
		t.Fatal(err)
	}
	if said != name {
		t.Errorf("%s calls itself %s", name, said)
	}
	return version
}

func decode(text string) []int {
	var all []int
	n, shift := 0, 0
	for _, digit := range []byte(text) {
		v := strings.IndexByte(digits, digit)
		n |= v & 31 << shift
		shift += 5
		if v < 32 {
			all = append(all, n)
			n, shift = 0, 0
		}
	}
	return all
}

func sums(text string) []int {
	all := decode(text)
	for i := range all[1:] {
		all[i+1] += all[i]
	}
	return all
}

func unshared(list string) []string {
	var words []string
	last := ""
	for rest := range strings.FieldsSeq(list) {
		shared := utf16.Encode([]rune(last))[:strings.IndexByte(digits, rest[0])]
		last = string(utf16.Decode(shared)) + rest[1:]
		words = append(words, last)
	}
	return words
}

// What is added to a large index in the end leaves most of its files as they are, and
// so does an edit in the middle.
func TestMostFilesStay(t *testing.T) {
	base := randomCorpus(3000, 380)
	files := func(c Corpus) map[string]string {
		x, all := New(c), map[string]string{}
		for _, path := range x.Paths() {
			b, err := x.File(path)
			if err != nil {
				t.Fatal(err)
			}
			all[path] = string(b)
		}
		return all
	}
	fresh := Document{Address: "entries/new/", Title: "New", Text: "zebra w1 w2 mango walked"}
	added, edited := base, base
	added.Sizes = append(slices.Clone(base.Sizes), 5)
	added.At = func(i int) Document {
		if i == len(base.Sizes) {
			return fresh
		}
		return base.At(i)
	}
	edited.At = func(i int) Document {
		d := base.At(i)
		if i == 1500 {
			d.Text += " mango"
		}
		return d
	}
	before := files(base)
	for name, c := range map[string]Corpus{"added": added, "edited": edited} {
		var other []string
		for path, text := range files(c) {
			if before[path] != text {
				other = append(other, path)
			}
		}
		if slices.Sort(other); len(other) > 14 {
			t.Errorf("%s: %d of %d files are other ones: %q", name, len(other), len(before), other)
		}
	}
}

// Every word of every document is found in it and nowhere else, and there are no
// other words.
func TestEveryWordIsFound(t *testing.T) {
	for name, c := range map[string]Corpus{"small": small(), "large": randomCorpus(700, 90), "none": {}} {
		r := readIndex(t, New(c))
		want := map[string]map[int]bool{}
		add := func(word string, i int) {
			if want[word] == nil {
				want[word] = map[int]bool{}
			}
			want[word][i] = true
		}
		for i := range c.Sizes {
			d := c.At(i)
			text := append([]string{d.Title, d.Text}, d.Names...)
			for _, s := range d.Steps {
				text = append(text, c.Steps[s].Text)
				add("s:"+c.Steps[s].ID, i)
			}
			for _, p := range d.Pursuits {
				text = append(text, c.Pursuits[p].Text)
				add("p:"+c.Pursuits[p].ID, i)
			}
			words(strings.Join(text, "\n"), func(word []byte) { add(string(word), i) })
			if !d.Day.IsZero() {
				add(d.Day.String(), i)
			}
			if d.Number != "" {
				add("d:"+d.Number, i)
			}
			if got := r.pages[i]; got[0] != d.Address || got[1] != d.Title || got[2] != d.Day.String() || got[6] != d.Text {
				t.Errorf("%s: page %d is %v", name, i, got)
			}
		}
		for word, documents := range want {
			for i := range documents {
				if _, ok := r.how[word][i]; !ok {
					t.Errorf("%s: %q is not found in %d", name, word, i)
				}
			}
		}
		for word, documents := range r.how {
			for i := range documents {
				if !want[word][i] {
					t.Errorf("%s: %q is found in %d, which does not have it", name, word, i)
				}
			}
		}
	}
}

func TestHowAWordIsFound(t *testing.T) {
	r := readIndex(t, New(small()))
	for _, test := range []struct {
		word          string
		document, how int
	}{
		{"letter", 0, often}, {"letter", 1, once}, {"letters", 0, titled}, {"harbour", 0, named}, {"feedback", 0, named}, {"northwind", 2, titled}, {"2026-03-16", 0, named},
	} {
		if how, ok := r.how[test.word][test.document]; !ok || how != test.how {
			t.Errorf("%s in %d: %d, %v; not %d", test.word, test.document, how, ok, test.how)
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                       "",
		"Don't say: no.":         "don t say no",
		"Café Zoë’s ÉTÉ":         "cafe zoe s ete",
		"Straße ØRSTED Łódź":     "strasse orsted lodz",
		"İstanbul ısı":           "istanbul isi",
		"co\u00adoperation":      "cooperation",
		"½ m² ﬁne":               "1 2 m2 fine",
		"ΣΊΣΥΦΟΣ":                "σισυφοσ",
		"שָׁלוֹם":                "שלום",
		"한국어 단어":                 "한국어 단어",
		"東京の手紙":                  "東京 京の の手 手紙",
		"コーヒー":                   "コー ーヒ ヒー",
		"ｶｰﾄﾞ":                   "カー ード",
		"手":                      "手",
		"AB東京12":                 "ab 東京 12",
		"𠮷野家":                    "𠮷野 野家",
		"2026-03-05 C++ a_b":     "2026 03 05 c a b",
		strings.Repeat("x", 50):  strings.Repeat("x", 40),
		strings.Repeat("é", 50):  strings.Repeat("e", 40),
		"broken \xff\xc3 bytes":  "broken bytes",
		"emoji 👩‍👩‍👧 and — dash": "emoji and dash",
	} {
		var got []string
		words(text, func(word []byte) { got = append(got, string(word)) })
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q has the words %q, not %q", text, s, want)
		}
	}
}

func TestNumbersComeBack(t *testing.T) {
	want := []int{0, 1, 31, 32, 33, 1023, 1024, 99999, 1 << 30}
	var text []byte
	for _, n := range want {
		text = number(text, n)
	}
	if got := decode(string(text)); !slices.Equal(got, want) {
		t.Errorf("%s is %v, not %v", text, got, want)
	}
}

func TestOrderIsThatOfScripts(t *testing.T) {
	list := []string{"", "a", "ab", "b", "ä", "東", "\uD7FF", "𠮷", "𠮷a", "\uFA0E"}
	for i, a := range list {
		for j, b := range list {
			if got, want := compare(a, b), slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b))); sign(got) != sign(want) {
				t.Errorf("%q (%d) and %q (%d): %d, not %d", a, i, b, j, got, want)
			}
		}
	}
}

func sign(n int) int { return min(1, max(-1, n)) }

// The same corpus gives the same bytes, and another one another version.
func TestSameCorpusSameBytes(t *testing.T) {
	all := func(c Corpus) string {
		var b strings.Builder
		x := New(c)
		for _, path := range x.Paths() {
			text, err := x.File(path)
			if err != nil {
				t.Fatal(err)
			}
			b.Write(text)
		}
		return b.String()
	}
	c := randomCorpus(300, 120)
	want := all(c)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if got := all(c); got != want {
		t.Error("other bytes the second time")
	}
	other := c
	other.At = func(i int) Document {
		d := c.At(i)
		if i == 100 {
			d.Text += "x"
		}
		return d
	}
	// Of the files only those are others that have something of the change, and each of
	// them has another version.
	x, y := New(c), New(other)
	same := 0
	for _, path := range x.Paths() {
		kind, i, _ := x.part(path)
		a, errA := x.File(path)
		b, errB := y.File(path)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if bytes.Equal(a, b) {
			same++
		} else if kind != "index" && x.made().versions.of(kind, i) == y.made().versions.of(kind, i) {
			t.Errorf("%s is another, of the same version", path)
		}
	}
	if pages := x.layout.files("pages"); same < pages-1 {
		t.Errorf("of %d files only %d are the same after one word", len(x.Paths()), same)
	}
}

func TestPaths(t *testing.T) {
	x := New(small())
	if got, want := strings.Join(x.Paths(), " "), "search/found0.js search/index.js search/pages0.js search/words0.js"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
	for _, path := range []string{"", "index.html", "search/other.js", "search/found1.js", "search/index1.js", "search/pages.js", "search/words99999999999999999999.js", "search/../search/index.js"} {
		if _, err := x.File(path); err == nil {
			t.Errorf("there is a file %s", path)
		}
	}
	if paths := New(Corpus{}).Paths(); len(paths) != 4 {
		t.Errorf("an index of nothing has the files %v", paths)
	}
}

// No file grows with the journal but the table of contents, and that by a few
// bytes for a hundred entries.
func TestFilesStaySmall(t *testing.T) {
	x := New(randomCorpus(3000, 100))
	for _, path := range x.Paths() {
		text, err := x.File(path)
		if err != nil {
			t.Fatal(err)
		}
		if most := 100 << 10; len(text) > most {
			t.Errorf("%s has %d bytes", path, len(text))
		}
		if path == "search/index.js" && len(text) > 4<<10 {
			t.Errorf("%s has %d bytes", path, len(text))
		}
	}
}
