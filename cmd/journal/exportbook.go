package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"journal/generator"
	"journal/generator/book"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/output"
	"journal/generator/pdf"
)

// bookOptions are what the command line says of a book.
type bookOptions struct {
	as, pursuit, by, paper, output string
	pdf, force                     bool
}

// chapters are what the chapters of a book can be; the first is the usual.
var chapters = []string{"pursuit", "month"}

func papers() []string { return book.Papers() }

// exportBook makes a book and writes it.
func (a *app) exportBook(ctx context.Context, o bookOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	browser, found := pdf.Browser(exec.LookPath)
	if o.pdf && !found {
		return failure{"there is no browser here that can print", "leave out --pdf, open the book in any browser and print it to a file from there"}
	}
	src, err := a.source("")
	if err != nil {
		return err
	}
	r, messages, err := a.read(src)
	if err != nil {
		return err
	}
	to := a.path(o.file())
	if err := a.mayHold(to, src, r, o.force); err != nil {
		return err
	}
	made, ok, more := bookFor(o, src, r)
	if err := a.report(distinct(append(messages, more...)), "No book was made."); err != nil {
		return err
	}
	if !ok {
		return noPursuit(o, r)
	}
	text, count, err := set(ctx, made, browser, o.pdf)
	if err != nil {
		return err
	}
	if err := writeBook(to, text, o); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, a.shown(to))
	a.sayBook(made.View, count, o)
	return nil
}

func (o bookOptions) check() error {
	for _, choice := range []struct {
		option, given string
		from          []string
	}{{"--as", o.as, editions}, {"--by", o.by, chapters}, {"--paper", o.paper, papers()}} {
		if !slices.Contains(choice.from, choice.given) {
			return usageError{choice.option + " cannot be " + diag.Quote(choice.given), diag.DidYouMean(choice.given, choice.from, "choices")}
		}
	}
	return nil
}

// file is where the book goes, as it was written.
func (o bookOptions) file() string {
	switch {
	case o.output != "":
		return o.output
	case o.pdf:
		return "book.pdf"
	}
	return "book.html"
}

// bookFor makes the book of the edition that was asked for.
func bookFor(o bookOptions, src generator.Source, r generator.Reading) (generator.Book, bool, diag.List) {
	options := book.Options{Pursuit: o.pursuit, ByMonth: o.by == "month", Paper: o.paper}
	if o.as == "public" {
		return generator.MakeBook(src, r, edition.ForPublic, options, memo.New())
	}
	return generator.MakeBook(src, r, edition.ForOwner, options, memo.New())
}

// noPursuit says that nothing is to be read of a pursuit. Which ones there are is
// said to the author alone, not to an edition of strangers.
func noPursuit(o bookOptions, r generator.Reading) error {
	if o.as == "public" {
		return usageError{"nothing public is to be read of a pursuit " + diag.Quote(o.pursuit), "leave out --as public for a copy of your own"}
	}
	var ids []string
	for _, p := range r.Journal.Pursuits {
		ids = append(ids, p.ID)
	}
	return usageError{"there is no pursuit " + diag.Quote(o.pursuit), diag.DidYouMean(o.pursuit, ids, "pursuits")}
}

// set gives the book's file, and for a PDF the number of its pages.
func set(ctx context.Context, b generator.Book, browser string, asPDF bool) ([]byte, int, error) {
	if !asPDF {
		text, err := b.HTML(nil)
		return text, 0, err
	}
	file, _, err := b.PDF(ctx, func(ctx context.Context, page []byte) ([]byte, error) { return pdf.Print(ctx, browser, page) }, pdf.Places)
	return file, pdf.Pages(file), err
}

// mayHold reports places where a book must not be: in a site, where it would be
// published, and among what the journal is read from.
func (a *app) mayHold(to string, src generator.Source, r generator.Reading, force bool) error {
	folder, err := filepath.EvalSymlinks(filepath.Dir(to))
	if err != nil {
		return failure{"there is no folder " + a.shown(filepath.Dir(to)), "make it first, or name another with --output"}
	}
	forbidden := []string{outputFolder(src, r.Config, ""), filepath.Join(src.Folder, "content"), filepath.Join(src.Folder, "themes")}
	for at := folder; ; at = filepath.Dir(at) {
		if output.Owns(at) || slices.ContainsFunc(forbidden, func(f string) bool { return sameFolder(f, at) }) {
			return usageError{"a book must not be in " + a.shown(at) + ", from where it could be published", "name another place with --output"}
		}
		if at == filepath.Dir(at) {
			break
		}
	}
	info, err := os.Lstat(to)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && force && info.Mode().IsRegular():
		return nil
	case err != nil:
		return fmt.Errorf("look at %s: %w", to, err)
	}
	return failure{a.shown(to) + " is already there, and stays as it is", "--output names another file; --force writes over this one"}
}

func sameFolder(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// writeBook writes the file. A copy of one's own can be read by nobody else on
// this computer.
func writeBook(to string, text []byte, o bookOptions) error {
	mode := fs.FileMode(0o600)
	if o.as == "public" {
		mode = 0o644
	}
	f, err := os.CreateTemp(filepath.Dir(to), ".journal-book-*")
	if err != nil {
		return fmt.Errorf("write the book: %w", err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	for _, last := range []error{err, f.Chmod(mode), f.Close()} {
		if last != nil {
			return fmt.Errorf("write the book: %w", last)
		}
	}
	if err := os.Rename(f.Name(), to); err != nil {
		return fmt.Errorf("write the book: %w", err)
	}
	return nil
}

// sayBook says what is in the book, and how it is printed.
func (a *app) sayBook(v book.View, pages int, o bookOptions) {
	line := amount(v.Count, "entry", "entries") + " in " + amount(len(v.Chapters), "chapter", "chapters")
	if pages > 0 {
		line += ", " + amount(pages, "page", "pages")
	}
	a.say("%s.", line)
	switch {
	case v.Owner && v.Private == 0:
		a.say("This copy is your own, and all of its entries are public. `--as public` makes one to give away.")
	case v.Owner:
		a.say("This copy is your own: %s in it %s not public. `--as public` makes one to give away.", thousands(v.Private), isOrAre(v.Private))
	default:
		a.say("It holds what is public and nothing else.")
	}
	if !o.pdf {
		a.say("To print it: open it in a browser, print, and choose %s paper, its own margins and no headers of the browser.", paperName(o.paper))
	}
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func paperName(paper string) string {
	if paper == "letter" {
		return "Letter"
	}
	return strings.ToUpper(paper)
}
