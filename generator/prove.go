package generator

import (
	"context"

	"journal/generator/audit"
	"journal/generator/edition"
	"journal/generator/journal"
	"journal/generator/memo"
	"journal/generator/render"
)

// Checked is what a proof is about, in numbers.
type Checked struct {
	audit.Report
	Pages    int
	Names    int // forms of names, and words that the author forbids
	Titles   int // private titles, addresses, ids and names of files
	Texts    int // private texts
	Circles  int // audiences whose sites were compared as well
	Withheld int // files of the journal that were taken out for the second site
}

// Published is a site that is to be proven.
type Published struct {
	Edition edition.Edition[edition.Public]
	Tree    render.Tree[edition.Public] // what is sealed included
	Circles []Circle
	Keys    []string // passphrases
	Home    string   // the author's home folder, or ""
}

// Prove proves that nothing private is in a site: it makes the site once more, of a
// journal out of which everything private was taken, with a memory of its own, and
// hands both to package audit with what must not be found. The same is done for each
// circle of readers and what is not for them, but for the author's own. The proof covers
// the tree that Proof.Tree names, if the report has passed.
func Prove(ctx context.Context, src Source, r Reading, p Published) (Checked, audit.Proof, error) {
	rest := r.without(src, p.Edition.Sources())
	without, _ := Make(src, rest, edition.ForPublic, nil)
	secrets := Secrets(src, r, p.Edition, p.Home)
	for _, key := range p.Keys {
		secrets.Keys = append(secrets.Keys, audit.Secret{Kind: passphrase, Text: key})
	}
	var pairs []audit.Pair
	for _, c := range p.Circles {
		if c.Audience.Name == journal.Owner {
			continue
		}
		admit := edition.ForCircle(c.Audience.Name)
		seen, _ := admit(r.Journal, r.Today, nil)
		theirs, _ := Make(src, r.without(src, seen.Sources()), admit, nil)
		pairs = append(pairs, audit.Pair{Circle: c.Audience.Name, Site: fleeting[edition.Circle]{c.Site}, Without: fleeting[edition.Circle]{theirs}})
	}
	report, proof, err := audit.Prove(ctx, fleeting[edition.Public]{p.Tree}, fleeting[edition.Public]{without}, secrets, pairs...)
	return Checked{
		Report: report, Pages: p.Tree.Pages(), Names: len(secrets.Names), Titles: len(secrets.Phrases), Texts: len(secrets.Private),
		Withheld: len(rest.snapshot.Since(r.snapshot)), Circles: len(pairs),
	}, proof, err
}

// without is the reading of a journal that has nothing but what is public.
func (r Reading) without(src Source, sources map[string]bool) Reading {
	s := r.snapshot.Without(r.Journal, func(path string) bool { return sources[path] })
	src.Today = r.Today
	return understand(src, s, nil, memo.New())
}

// fleeting is a tree that keeps nothing: each of its files is looked at once.
type fleeting[A edition.Audience] struct{ render.Tree[A] }

func (t fleeting[A]) Bytes(path string) ([]byte, error) { return t.Once(path) }
