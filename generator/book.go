package generator

import (
	"context"
	"html/template"
	"maps"

	"journal/generator/book"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/render"
	"journal/generator/site"
	"journal/generator/theme"
)

// Book is a book of a journal, ready to be set. Its View tells what is in it.
type Book struct {
	View  book.View
	theme theme.Theme
}

// MakeBook makes a book of what one audience may read. It gives false if they may
// not read of the pursuit that is asked for, or there is none.
func MakeBook[A edition.Audience](src Source, r Reading, admit Admit[A], o book.Options, m *memo.Store) (Book, bool, diag.List) {
	th, messages := themeOf(src, r, m)
	ed, more := admit(r.Journal, r.Today, m)
	messages = append(messages, more...)
	planned, more := site.Plan(ed, r.Config, site.Assets{Scaler: src.Scaler}, m)
	messages = append(messages, more...)
	v, ok := book.Of(ed, planned, o)
	v.Styles = template.CSS(append(th.BookStyles(), tokens(r.Config, palette(r.Config, th))...))
	return Book{v, th}, ok, messages
}

// HTML is the book as one file. pages are the numbers of pages by the ids of
// chapters and entries; nil leaves them out.
func (b Book) HTML(pages map[string]int) ([]byte, error) {
	return render.Book(b.theme, b.View.Numbered(pages))
}

// mostPrints is how often a book is printed until its page numbers stand still:
// the numbers in notes can move what comes after them.
const mostPrints = 4

// PDF prints the book, again and again until the numbers in it are those of its
// pages. print prints a page of HTML, and places reads from what it made on which
// page each place lies; both are in package pdf. The numbers are given back too.
func (b Book) PDF(ctx context.Context, print func(ctx context.Context, page []byte) ([]byte, error), places func(file []byte) (map[string]int, error)) ([]byte, map[string]int, error) {
	pages := b.View.Guess()
	for n := 1; ; n++ {
		text, err := b.HTML(pages)
		if err != nil {
			return nil, nil, err
		}
		file, err := print(ctx, text)
		if err != nil {
			return nil, nil, err
		}
		found, err := places(file)
		if err != nil {
			return nil, nil, err
		}
		if maps.Equal(found, pages) || n == mostPrints {
			return file, found, nil
		}
		pages = found
	}
}
