package edition

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/frontmatter"
	"journal/generator/journal"
	"journal/generator/memo"
	"journal/generator/slug"
	"journal/generator/visibility"
)

// Former is an address at which a page of this edition was to be found once. It
// comes from the aliases of the page's file, or from addresses.toml, which remembers
// where the page was published. What is not in the edition has none: the addresses of
// an entry that became private go with it.
type Former struct {
	File        string // that has to answer: "2019/old-post/index.html", site-relative
	To          string // address of the page
	Title, Lang string
	Pos         diag.Pos // where its author wrote it; without a line if it was published there
}

// Former are the former addresses of the edition's pages, by file.
func (e Edition[A]) Former() []Former { return e.former }

// text is an entry, a pursuit or a page, as far as its addresses go.
type text struct {
	from, address, title, lang string
	unlisted, sealed           bool
	aliases                    []frontmatter.Text
	words, name                string // what it is known by when its file has another name
}

// textsOf are all texts with pages of their own and a file, or those with aliases. In
// a circle's edition those that strangers do not read come last.
func textsOf[A Audience](e Edition[A], withAliases bool, m *memo.Store) []text {
	var all, sealed []text
	add := func(v visibility.Level, t text) {
		if e.eyes.circle != "" && v < visibility.Unlisted {
			t.sealed = true
			sealed = append(sealed, t)
			return
		}
		all = append(all, t)
	}
	listed := e.entries
	if withAliases {
		listed = slices.Concat(memo.Runs(m, e.Stage()+"with aliases", memo.Key{}, e.entries, func(some []*Entry) []*Entry {
			return slices.DeleteFunc(slices.Clone(some), func(e *Entry) bool { return len(e.aliases) == 0 })
		})...)
	}
	for _, list := range [][]*Entry{listed, e.unlisted} {
		for _, e := range list {
			if !withAliases || len(e.aliases) > 0 {
				add(e.Level, text{e.from, e.Address, e.Title, e.Lang, e.Level == visibility.Unlisted, false, e.aliases, e.Body.Text(), e.Day.String() + " " + e.Title})
			}
		}
	}
	for _, p := range e.pursuits {
		if p.from != "" && (!withAliases || len(p.aliases) > 0) {
			add(p.Level, text{p.from, p.Address, p.Title, p.Lang, false, false, p.aliases, p.Body.Text(), "pursuit " + p.Title})
		}
	}
	for _, p := range e.pages {
		if !withAliases || len(p.aliases) > 0 {
			add(p.Level, text{p.from, p.Address, p.Title, p.Lang, p.Level == visibility.Unlisted, false, p.aliases, p.Body.Text(), "page " + p.Title})
		}
	}
	return append(all, sealed...)
}

// formerOf gathers the former addresses of an edition's texts. Two texts may want the
// same; which of them gets it is for package site to say. The author's own edition
// goes by aliases alone: nobody has kept its addresses. In a circle's edition links to
// former addresses lead on as well, also to what it alone reads.
func formerOf[A Audience](a *admission, e Edition[A]) []Former {
	record := a.journal.Addresses
	if a.own {
		record = nil
	}
	var all []Former
	texts := textsOf(e, len(record) == 0, a.memo)
	known := recorded(record, texts)
	for _, t := range texts {
		for _, alias := range t.aliases {
			if f, ok := a.alias(t, alias); ok {
				all = append(all, f)
			}
		}
		was := known[t.from]
		if t.sealed {
			was = record[t.from]
		}
		for _, address := range was.At {
			if file, ok := a.moved(t, address); ok {
				all = append(all, Former{file, t.address, t.title, t.lang, diag.Pos{File: t.from}})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y Former) int { return strings.Compare(x.File, y.File) })
	return all
}

// alias gives the former address that an alias names, if it names one.
func (a *admission) alias(t text, alias frontmatter.Text) (Former, bool) {
	file, isAddress, why := frontmatter.FormerFile(alias.S)
	if !isAddress || why != "" || file == t.address+"index.html" {
		return Former{}, false
	}
	leftOut := func(code, hint, format string, args ...any) {
		if !a.own && (a.circle == "" || t.sealed) { // once
			a.messages = append(a.messages, diag.New(code, alias.Pos, hint, format, args...))
		}
	}
	switch {
	case a.namesSomebody(file):
		leftOut("W237", "take it out, if nobody needs it any more", "this former address names somebody, so it leads nowhere: %s", diag.Quote(alias.S))
		return Former{}, false
	case t.unlisted && !a.own:
		leftOut("W238", "take it out, or make the entry public", "this former address would lead everybody to something unlisted, so it leads nowhere: %s", diag.Quote(alias.S))
		return Former{}, false
	}
	if word := a.forbiddenWord(file); word != "" {
		leftOut("E131", "take it out, or make the entry private; the list is privacy.forbid in journal.toml",
			"this former address has words that must not be published: %s", diag.Quote(word))
	}
	return Former{file, t.address, t.title, t.lang, alias.Pos}, true
}

// moved gives the file of an address at which a text was published. An unlisted text
// is found at its own addresses only: that it was public once must not tell where it
// is now.
func (a *admission) moved(t text, address string) (string, bool) {
	file, isAddress, why := frontmatter.FormerFile("/" + address)
	ok := isAddress && why == "" && address != t.address && !a.namesSomebody(file) && a.forbiddenWord(file) == ""
	return file, ok && (a.own || !t.unlisted || keyed.MatchString(address))
}

// keyed are the addresses of unlisted texts, which end in a hash; see linkHash.
var keyed = regexp.MustCompile(`-[a-z2-7]{16}/$`)

// namesSomebody looks for names in an address that need not have been made by package
// slug.
func (a *admission) namesSomebody(file string) bool {
	names := a.names()
	if names == nil {
		return false
	}
	return names.InAddress(file) || names.In(file) || slices.ContainsFunc(strings.Split(file, "/"), func(part string) bool { return names.InAddress(slug.Make(part, "en")) })
}

// forbiddenWord is one of the words of privacy.forbid that an address has, or "".
func (a *admission) forbiddenWord(file string) string {
	if a.own {
		return ""
	}
	words := func(s string) string { return strings.NewReplacer("-", " ", "_", " ", "/", " ").Replace(foldWords(s)) }
	all := words(file)
	for _, word := range a.journal.Config.Privacy.Forbid {
		if w := words(word); w != "" && (strings.Contains(all, w) || strings.Contains(foldWords(file), foldWords(word))) {
			return word
		}
	}
	return ""
}

// recorded gives what addresses.toml says of each text, by the path of its file. A
// file that is not among them is known again by its words, or by its day and title,
// among those that the record has and the edition does not: it was renamed. That
// depends on nothing but the record and the edition.
func recorded(record map[string]journal.Address, texts []text) map[string]journal.Address {
	if len(record) == 0 {
		return nil
	}
	known := make(map[string]journal.Address, len(texts))
	var unknown []text
	here := map[string]bool{}
	for _, t := range texts {
		here[t.from] = !t.sealed
		if t.sealed {
			continue
		}
		if a, ok := record[t.from]; ok {
			known[t.from] = a
		} else {
			unknown = append(unknown, t)
		}
	}
	if len(unknown) == 0 {
		return known
	}
	slices.SortFunc(unknown, func(x, y text) int { return strings.Compare(x.from, y.from) })
	for _, from := range slices.Sorted(maps.Keys(record)) {
		a := record[from]
		if here[from] {
			continue
		}
		for _, same := range []func(text) bool{
			func(t text) bool { return a.Text != "" && a.Text == t.textHash() },
			func(t text) bool { return a.Title != "" && a.Title == t.titleHash() },
		} {
			if i := slices.IndexFunc(unknown, same); i >= 0 {
				known[unknown[i].from] = a
				unknown = slices.Delete(unknown, i, i+1)
				break
			}
		}
	}
	return known
}

// enoughWords is how many bytes a text has to have so that it is known by them.
const enoughWords = 40

func (t text) textHash() string {
	if len(t.words) < enoughWords {
		return ""
	}
	return shortHash(t.words)
}

func (t text) titleHash() string { return shortHash(t.name) }

func shortHash(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s)))[:16] }

// mostFormer is how many addresses of one text are remembered.
const mostFormer = 30

// Addresses is what addresses.toml is to say once the edition is published: where
// each of its texts is read, and where it was. Texts that are not in the edition keep
// what was known of them. Same reports that the edition's former addresses are the
// ones they were, so that nothing of the site comes out otherwise by the new record.
func Addresses(e Edition[Public], before map[string]journal.Address) (after map[string]journal.Address, same bool) {
	texts := textsOf(e, false, nil)
	known := recorded(before, texts)
	after, same = maps.Clone(before), true
	if after == nil {
		after = make(map[string]journal.Address, len(texts))
	}
	renamed := map[string]bool{}
	for _, t := range texts {
		a, had := known[t.from]
		if _, same := before[t.from]; had && !same {
			renamed[strings.Join(a.At, " ")+a.Text+a.Title] = true
		}
		at := slices.DeleteFunc(slices.Clone(a.At), func(s string) bool { return s == t.address })
		at = append(at, t.address)
		same = same && len(at) <= mostFormer
		after[t.from] = journal.Address{At: at[max(0, len(at)-mostFormer):], Text: t.textHash(), Title: t.titleHash()}
	}
	for from, a := range before {
		if renamed[strings.Join(a.At, " ")+a.Text+a.Title] && !slices.ContainsFunc(texts, func(t text) bool { return t.from == from }) {
			delete(after, from)
		}
	}
	return after, same
}
