package generator

import (
	"context"

	"journal/generator/audit"
	"journal/generator/edition"
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
	Withheld int // files of the journal that were taken out for the second site
}

// Prove proves that nothing private is in a site: it makes the site once more, of a
// journal out of which everything private was taken, with a memory of its own, and
// hands both to package audit with what must not be found. The proof covers the tree
// that Proof.Tree names, if the report has passed. home is the author's home folder.
func Prove(ctx context.Context, src Source, r Reading, public edition.Edition[edition.Public], tree render.Tree[edition.Public], home string) (Checked, audit.Proof, error) {
	rest := r.without(src, public.Sources())
	without, _ := Make(src, rest, edition.ForPublic, memo.New())
	secrets := Secrets(src, r, public, home)
	report, proof, err := audit.Prove(ctx, tree, fleeting{without}, secrets)
	return Checked{
		Report: report, Pages: tree.Pages(), Names: len(secrets.Names), Titles: len(secrets.Phrases), Texts: len(secrets.Private),
		Withheld: len(rest.snapshot.Since(r.snapshot)),
	}, proof, err
}

// without is the reading of a journal that has nothing but what is public.
func (r Reading) without(src Source, sources map[string]bool) Reading {
	s := r.snapshot.Without(r.Journal, func(path string) bool { return sources[path] })
	src.Today = r.Today
	return understand(src, s, nil, memo.New())
}

// fleeting is a tree that keeps nothing: each of its files is looked at once.
type fleeting struct{ render.Tree[edition.Public] }

func (t fleeting) Bytes(path string) ([]byte, error) { return t.Once(path) }
