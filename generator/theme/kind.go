package theme

import (
	"journal/generator/book"
	"journal/generator/site"
)

// kind is a kind of page: its name, which is its layout's file name too, and the
// view struct that its layout is checked against.
type kind struct {
	name  string
	view  any
	whole bool // its layout is a whole document, without the base
}

// kinds are all kinds of pages, by name.
func kinds() []kind {
	return []kind{
		{name: "calendar", view: site.CalendarView{}},
		{name: "celebration", view: site.CelebrationView{}},
		{name: "entry", view: site.EntryView{}},
		{name: "feedback", view: site.FeedbackView{}},
		{name: "given", view: site.GivenView{}},
		{name: "helped", view: site.HelpedView{}},
		{name: "home", view: site.HomeView{}},
		{name: "index", view: site.IndexView{}},
		{name: "letters", view: site.LettersView{}},
		{name: "list", view: site.ListView{}},
		{name: "notfound", view: site.NotFoundView{}},
		{name: "page", view: site.PageView{}},
		{name: "people", view: site.PeopleView{}},
		{name: "pursuit", view: site.PursuitView{}},
		{name: "pursuits", view: site.PursuitsView{}},
		{name: "review", view: site.ReviewView{}},
		{name: "reviews", view: site.ReviewsView{}},
		{name: "step", view: site.StepView{}},
		{name: "timeline", view: site.TimelineView{}},
		{name: "twins", view: site.TwinsView{}},
		{name: "unlock", view: site.UnlockView{}},
	}
}

// bookKind is the book, which is no page of the site.
func bookKind() kind { return kind{name: "book", view: book.View{}, whole: true} }

// allKinds are the kinds of pages, and the book.
func allKinds() []kind { return append(kinds(), bookKind()) }

func (k kind) layout() string { return "layouts/" + k.name + ".html" }
