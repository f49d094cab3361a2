package audit

import (
	"hash/maphash"
	"maps"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Secrets are what must not be found, and what is public by itself. The caller
// gathers them from the journal.
type Secrets struct {
	Names   []Secret // names of people and firms in every form, and words that the author forbids
	Phrases []Secret // titles, addresses, ids and names of files that are private
	Keys    []Secret // passphrases and keys, as they are; found in the middle of a word, too
	Private []Source // texts that nobody may read, as their files have them
	Public  []string // texts that others may read, as their author wrote them and as they are published
	Meant   []string // further texts whose mail addresses and numbers are meant for others
	Called  []string // the public names of people and firms
	Known   []string // what pages say by themselves: messages, templates, styles
	Sources []Source // files that are published, to tell where a finding comes from
	Folders []string // folders of this machine
	Copied  []string // files of the site that are copied as they are
	Allowed []string // words, mail addresses and numbers that may be found
	Sealed  string   // the folder of the site that holds what is sealed, in files called .bin; "" for none
	AsIs    []string // kinds of files that are published as they are, by extension
}

// Secret is something that must not be found.
type Secret struct {
	Kind  Kind
	Text  string
	Where Place // where the journal says it
}

// Source is a text of the journal: the file as it is and, of a private one, the words
// that a reader would see, an empty line between those that do not belong together. Page is the file or the folder of the site that is made from it, if there
// is one.
type Source struct{ Path, Text, Plain, Page string }

// shortPhrase is how many letters a private title, an id or a file's name of one word
// has, if it has no digit, so that finding it says nothing: "Thanks" is no secret.
const shortPhrase = 10

// search is what to look for, made ready. It does not change.
type search struct {
	seed     maphash.Seed
	secrets  []Secret
	names    int // so many of the secrets are names
	phrases  *phrases
	parts    []part // of words in addresses
	runs     *runs
	dense    []dense
	keys     []Secret
	folders  []string
	known    known
	common   map[int]bool    // names that pages say by themselves
	usual    map[uint64]bool // words that public texts have
	public   string          // all public texts, small
	mails    map[string]bool // that public texts have
	numbers  string          // the digits of public texts
	copied   map[string]bool
	asIs     map[string]bool
	sealed   string
	sources  []Source
	allowed  map[string]bool
	unlooked map[int]bool // secrets that are public by themselves
}

// part is a name as it may stand inside a word.
type part struct {
	secret  int
	letters string
}

// dense is a name in a script without blanks.
type dense = part

// known are the words that pages say by themselves, two at a time, and whole texts
// of some words.
type known struct {
	pairs map[[2]uint64]bool
	words map[uint64]bool
	whole map[string]bool
}

func newSearch(s Secrets) *search {
	f := &search{seed: maphash.MakeSeed(), phrases: newPhrases(), keys: s.Keys, folders: s.Folders, common: map[int]bool{}, unlooked: map[int]bool{}, usual: map[uint64]bool{}, mails: map[string]bool{},
		copied: map[string]bool{}, asIs: map[string]bool{}, sources: s.Sources, allowed: map[string]bool{},
		known: known{pairs: map[[2]uint64]bool{}, words: map[uint64]bool{}, whole: map[string]bool{}}}
	for _, path := range s.Copied {
		f.copied[path] = true
	}
	for _, kind := range s.AsIs {
		f.asIs[strings.ToLower(strings.TrimPrefix(kind, "."))] = true
	}
	for _, text := range s.Allowed {
		f.allowed[folded(text)] = true
	}
	f.sealed = s.Sealed
	f.takeNames(s)
	f.takePhrases(s)
	f.runs = newRuns(s.Private)
	f.takePublic(s)
	return f
}

// isSealed reports whether a file of the site can be read with a passphrase alone.
func (f *search) isSealed(path string) bool {
	return f.sealed != "" && strings.HasPrefix(path, f.sealed) && strings.HasSuffix(path, ".bin")
}

// takeNames makes the names ready.
func (f *search) takeNames(s Secrets) {
	var rd reader
	for _, name := range s.Names {
		if f.allowed[folded(name.Text)] {
			continue
		}
		words := append([]word(nil), rd.read(name.Text, true)...)
		letters := lettersOf(name.Text)
		if utf8.RuneCountInString(letters) < 2 && !anyDense(words) {
			continue
		}
		at := len(f.secrets)
		f.secrets = append(f.secrets, name)
		f.phrases.spelling(words, phrase{secret: at})
		for _, other := range spellings(name.Text) {
			f.phrases.spelling(append([]word(nil), rd.read(other, true)...), phrase{secret: at})
		}
		length := int8(min(127, utf8.RuneCountInString(letters)))
		f.phrases.spelling(ending(words, "s"), phrase{secret: at, plural: length})
		if hissing.MatchString(letters) {
			f.phrases.spelling(ending(words, "es"), phrase{secret: at, plural: length})
		}
		if len(words) > 1 && len(letters) >= 8 {
			f.phrases.spelling([]word{{hash: hashOf(letters)}}, phrase{secret: at})
		}
		if len(words) == 2 && !strings.ContainsAny(name.Text, "@/,.") {
			f.phrases.spelling([]word{words[1], words[0]}, phrase{secret: at, gaps: []gap{comma}, after: true})
		}
		switch {
		case anyDense(words):
			f.dense = append(f.dense, dense{at, letters})
		case len(letters) >= 4:
			f.parts = append(f.parts, part{at, letters})
		}
	}
	f.names = len(f.secrets)
}

// takePhrases makes titles and the like ready, but for those that say nothing.
func (f *search) takePhrases(s Secrets) {
	var rd reader
	for _, p := range s.Phrases {
		words := append([]word(nil), rd.read(p.Text, true)...)
		if f.allowed[folded(p.Text)] || saysNothing(words) {
			continue
		}
		at := len(f.secrets)
		f.secrets = append(f.secrets, p)
		f.phrases.spelling(words, phrase{secret: at, within: true})
	}
}

// saysNothing reports phrases of digits alone, and of one short word.
func saysNothing(words []word) bool {
	letters, digits := 0, 0
	for _, w := range words {
		if w.digits {
			digits += w.end - w.start
		} else {
			letters += w.end - w.start
		}
	}
	return letters == 0 && digits < shortPhrase || letters+digits < 3
}

// takePublic notes what is public by itself, and leaves out phrases that are.
func (f *search) takePublic(s Secrets) {
	said := f.takeKnown(s.Known)
	var all, digits strings.Builder
	for _, p := range f.heard(s.Public) {
		maps.Copy(f.usual, p.usual)
		maps.Copy(f.mails, p.mails)
		maps.Copy(said, p.said)
		f.runs.forget(p.runs)
		all.WriteString(p.all.String())
		digits.WriteString(p.digits.String())
	}
	f.public, f.numbers = all.String(), digits.String()
	f.takeMeant(s)
	for secret := range said {
		if secret < f.names {
			delete(said, secret)
		}
	}
	var rd reader
	for _, name := range s.Called { // a real name that is also a public one cannot be told from it
		f.phrases.find(rd.read(name, true), func(secret, _, _ int) { said[secret] = true })
	}
	f.leaveOut(said)
}

// takeKnown notes what pages say by themselves, and gives the secrets among it.
func (f *search) takeKnown(texts []string) (said map[int]bool) {
	var rd reader
	said = map[int]bool{}
	for _, text := range texts {
		words := rd.read(text, true)
		for i, w := range words {
			f.known.words[w.hash] = true
			f.usual[w.hash] = true
			if i > 0 {
				f.known.pairs[[2]uint64{words[i-1].hash, w.hash}] = true
			}
		}
		if len(words) <= 4 {
			f.known.whole[folded(strings.TrimSpace(text))] = true
		}
		f.phrases.findIn(words, longInAddress, func(secret, _, _ int) { said[secret] = true })
		f.runs.forget(f.runs.in(rd.read(text, false)))
	}
	for secret := range said {
		if secret < f.names {
			f.common[secret] = true
		}
	}
	return said
}

// heard is what some public texts say.
type heard struct {
	usual       map[uint64]bool // their words
	said        map[int]bool    // secrets among them
	mails       map[string]bool
	runs        []run
	all, digits strings.Builder
}

// heard listens to public texts, each once, on all processors.
func (f *search) heard(texts []string) []*heard {
	texts = slices.Compact(slices.Sorted(slices.Values(texts)))
	parts := make([]*heard, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for i := range parts {
		parts[i] = &heard{usual: map[uint64]bool{}, said: map[int]bool{}, mails: map[string]bool{}}
		all.Go(func() {
			var rd reader
			for at := i; at < len(texts); at += len(parts) {
				parts[i].listen(f, &rd, texts[at])
			}
		})
	}
	all.Wait()
	return parts
}

func (h *heard) listen(f *search, rd *reader, text string) {
	words := rd.read(text, true)
	for _, w := range words {
		h.usual[w.hash] = true
	}
	f.phrases.find(words, func(secret, _, _ int) { h.said[secret] = true })
	if rd.turns {
		words = rd.read(text, false)
	}
	h.runs = append(h.runs, f.runs.in(words)...)
	h.all.WriteString(strings.ToLower(text))
	h.all.WriteByte('\n')
	h.digits.WriteString(digitsOf(text))
	h.digits.WriteByte(' ')
	mailAddresses(text, func(m string) { h.mails[strings.ToLower(m)] = true })
}

// takeMeant notes the mail addresses and numbers of files that are copied as they are,
// unless a private text has them too, and those that are allowed.
func (f *search) takeMeant(s Secrets) {
	private := map[string]bool{}
	for _, text := range s.Private {
		mailAddresses(text.Text, func(m string) { private[strings.ToLower(m)] = true })
		telephoneNumbers(text.Text, func(number string) { private[digitsOf(number)] = true })
	}
	take := func(text string, mayTake func(string) bool) {
		mailAddresses(text, func(m string) {
			if m = strings.ToLower(m); mayTake(m) {
				f.mails[m] = true
			}
		})
		telephoneNumbers(text, func(number string) {
			if digits := digitsOf(number); mayTake(digits) {
				f.numbers += " " + digits
			}
		})
		for _, number := range telephoneLinks(text) {
			if digits := digitsOf(number); mayTake(digits) {
				f.numbers += " " + digits
			}
		}
	}
	for _, text := range s.Meant {
		take(text, func(found string) bool { return !private[found] })
	}
	for _, text := range s.Allowed {
		f.numbers += " " + digitsOf(text)
		take(text, func(string) bool { return true })
	}
}

// leaveOut forgets phrases that are public by themselves, or that public texts could
// have by chance: dates, and single words.
func (f *search) leaveOut(said map[int]bool) {
	var rd reader
	for at, ends := range f.phrases.ends {
		kept := ends[:0]
		for _, p := range ends {
			if said[p.secret] || p.secret >= f.names && f.byChance(rd.read(f.secrets[p.secret].Text, true)) {
				f.unlooked[p.secret] = true
				continue
			}
			kept = append(kept, p)
		}
		f.phrases.ends[at] = kept
	}
	drop := func(parts []part) []part {
		return slices.DeleteFunc(parts, func(p part) bool { return f.unlooked[p.secret] })
	}
	f.parts, f.dense = drop(f.parts), drop(f.dense)
}

// byChance reports phrases that the site may have by chance: one short word, and
// numbers among words that pages say by themselves ("Day 3", "5 March 2026").
func (f *search) byChance(words []word) bool {
	digits, letters, unknown, many := false, 0, false, 0
	for _, w := range words {
		if w.digits {
			digits = true
			unknown = unknown || w.end-w.start > 4 // no day, no year
			continue
		}
		many++
		letters += w.end - w.start
		unknown = unknown || !f.known.words[w.hash]
	}
	return !unknown && digits || many <= 1 && !digits && letters < shortPhrase || many <= 1 && digits && letters < 2
}

// longName is how many letters a name has whose plural is looked for in small letters,
// too: "he marks it" is not about Mark. In addresses nothing has a capital or an
// apostrophe: "toms-letter".
const longName, longInAddress = 5, 3

// hissing are names whose plural ends in "es".
var hissing = regexp.MustCompile(`(?:[sxz]|[cs]h)$`)

// ending are words of which the last has an ending, as plurals have.
func ending(words []word, letters string) []word {
	if len(words) == 0 {
		return nil
	}
	plural := append([]word(nil), words...)
	last := &plural[len(plural)-1]
	for _, r := range letters {
		last.hash = add(last.hash, r)
	}
	return plural
}

// german is how German and the Nordic languages write letters where there are none.
var german = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "Ä", "Ae", "Ö", "Oe", "Ü", "Ue", "å", "aa", "Å", "Aa", "ø", "oe", "Ø", "Oe")

// spellings are other ways to write a name.
func spellings(name string) []string {
	var others []string
	if other := german.Replace(name); other != name {
		others = append(others, other)
	}
	if other := apostrophe.ReplaceAllString(name, "$1$2"); other != name {
		others = append(others, other)
	}
	return others
}

var apostrophe = regexp.MustCompile(`(\pL)['’‘ʼ´](\pL)`)

func hashOf(letters string) uint64 {
	h := offset
	for _, r := range letters {
		h = add(h, r)
	}
	return h
}

// lettersOf are the letters and digits of a text in their plainest form.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if isLetter(r) {
			return r
		}
		return -1
	}, folded(text))
}

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}

func anyDense(words []word) bool {
	for _, w := range words {
		if w.dense {
			return true
		}
	}
	return false
}
