package theme

import "journal/generator/site"

// kind is a kind of page: its name, which is its layout's file name too, and the
// view struct that its layout is checked against.
type kind struct {
	name string
	view any
}

// kinds are all kinds of pages, by name.
func kinds() []kind {
	return []kind{
		{"calendar", site.CalendarView{}},
		{"entry", site.EntryView{}},
		{"feedback", site.FeedbackView{}},
		{"home", site.HomeView{}},
		{"index", site.IndexView{}},
		{"list", site.ListView{}},
		{"notfound", site.NotFoundView{}},
		{"page", site.PageView{}},
		{"people", site.PeopleView{}},
		{"pursuit", site.PursuitView{}},
		{"pursuits", site.PursuitsView{}},
		{"review", site.ReviewView{}},
		{"step", site.StepView{}},
		{"timeline", site.TimelineView{}},
	}
}

func (k kind) layout() string { return "layouts/" + k.name + ".html" }
