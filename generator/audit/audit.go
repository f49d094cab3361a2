// Package audit proves that nothing private is in a site, by looking at the very
// bytes that are to be sent.
//
// It shares no code with what it checks: it knows nothing of Markdown, of public
// names, of editions or of themes, and what must not be found comes to it as plain
// data (Secrets). A mistake in one of those packages is not a mistake here.
//
// Prove does three things.
//
//   - It compares the site with the same site made from a journal out of which
//     everything private was taken: each path, each byte, the order.
//   - It reads each file as readers and machines may read it: with entities,
//     percent signs, \u, \x and CSS escapes, base64, data addresses, gzip, zip and
//     PDF decoded, again and again; tags dropped, so that "Da<b>na</b>" is one word;
//     letters in their plainest form, small, without accents, soft hyphens and
//     zero-width signs. There it looks for names, private titles, addresses, ids
//     and names of files, sentences, and for what no page should have: keys and
//     tokens, mail addresses and telephone numbers that no public text has, home
//     folders, traces of the preview, comments, source maps, and what pictures say
//     about themselves.
//   - It takes a hash of the tree, which the Proof carries.
//
// A name has to be a word: "bandana" is not Dana. In an address a part of a word
// counts, unless the author uses that word in a text. What is public by itself is
// nothing to find: a private title that a public text has as well says nothing.
//
// A Proof is made by nothing but a passed Prove. Who publishes asks it whether it
// covers the tree.
package audit

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Tree is a site: paths in the order in which they are listed, and the bytes of each.
// Bytes may be called from many goroutines.
type Tree interface {
	Paths() []string
	Bytes(path string) ([]byte, error)
}

// Place is a line of a source file, from 1; 0 is the file as a whole.
type Place struct {
	File string
	Line int
}

func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d", p.File, p.Line)
}

// Finding is something in a site that must not be there.
type Finding struct {
	File  string // of the site
	Kind  Kind
	Where Place  // the line of the journal that it comes from, as far as one can tell
	Text  string // what was found. It may be private: it is for the author's eyes alone
	Mild  bool   // it may be meant; the site passes all the same
}

// Kind says what was found, in words.
type Kind string

// What can be found, besides the kinds of Secrets.
const (
	Difference Kind = "depends on what is private"
	Order      Kind = "the order of the files depends on what is private"
	Sealed     Kind = "readers with a passphrase would see what is not for them"
	Sentence   Kind = "words of a private text"
	Mail       Kind = "a mail address that no public text has"
	Telephone  Kind = "a telephone number that no public text has"
	Token      Kind = "a key or a token"
	Home       Kind = "a folder of somebody's computer"
	Preview    Kind = "a trace of the preview or of this computer"
	Comment    Kind = "a comment"
	SourceMap  Kind = "a source map"
	Metadata   Kind = "what a picture says about itself"
)

// Report is what a check did and found.
type Report struct {
	Files    int
	Bytes    int64
	Tree     string    // the hash of the tree, in hexadecimal digits
	Findings []Finding // by file; those of the site as a whole first
}

// Passed reports whether nothing was found but what may be meant.
func (r Report) Passed() bool {
	return !slices.ContainsFunc(r.Findings, func(f Finding) bool { return !f.Mild })
}

// Pair is what one circle of readers sees, made of the whole journal and of what they
// may see alone. It is no part of the site as it is; the site has it sealed.
type Pair struct {
	Circle        string
	Site, Without Tree
}

// Prove checks a site. without is the same site made without anything private, and
// without what is sealed. The Proof covers the site if the report has passed, and
// nothing otherwise.
func Prove(ctx context.Context, site, without Tree, s Secrets, circles ...Pair) (Report, Proof, error) {
	f := newSearch(s)
	hashes, found, err := f.lookAt(ctx, site)
	if err != nil {
		return Report{}, Proof{}, err
	}
	r := Report{Files: len(hashes.paths), Bytes: hashes.bytes(), Tree: hashes.tree(), Findings: found}
	different, err := compare(ctx, hashes.but(f.isSealed), without)
	if err != nil {
		return Report{}, Proof{}, err
	}
	for _, c := range circles {
		found, err := compareCircle(ctx, c)
		if err != nil {
			return Report{}, Proof{}, err
		}
		different = append(different, found...)
	}
	r.Findings = append(different, r.Findings...)
	f.trace(r.Findings)
	r.Findings = distinct(r.Findings)
	if !r.Passed() {
		return r, Proof{}, nil
	}
	return r, Proof{tree: r.Tree}, nil
}

// distinct sorts findings by file, and leaves one of those that say the same: a name and
// a part of it on one line, the one with most words.
func distinct(found []Finding) []Finding {
	slices.SortStableFunc(found, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Where.File, b.Where.File), a.Where.Line-b.Where.Line, len(b.Text)-len(a.Text))
	})
	return slices.CompactFunc(found, func(a, b Finding) bool {
		return a.File == b.File && a.Kind == b.Kind && a.Where == b.Where && a.Mild == b.Mild
	})
}

// lookAt looks through all files of a site and takes their hashes.
func (f *search) lookAt(ctx context.Context, site Tree) (hashes, []Finding, error) {
	h := newHashes(site)
	found := make([][]Finding, len(h.paths))
	checks := sync.Pool{New: func() any { return newCheck(f) }}
	err := each(ctx, site, h.paths, func(i int, content []byte) error {
		h.take(i, content)
		c := checks.Get().(*check)
		defer checks.Put(c)
		found[i] = c.look(h.paths[i], content)
		return nil
	})
	return h, slices.Concat(found...), err
}
