package frontmatter

import "journal/generator/diag"

// ReadPage reads the front matter of an undated page.
func ReadPage(f File, o Options) (Page, diag.List) {
	r := newReader(f, o, "a page", pageKeys)
	p := Page{
		Title:   r.title("title"),
		Slug:    r.plain("slug"),
		Summary: r.str("summary"),
		Lang:    r.language(),
		Weight:  r.weight(),
		Tags:    r.tags(),
		Aliases: r.aliases(o.BaseURL),
		Extra:   r.extra,
	}
	p.Audience = r.ids("audience")
	p.Visibility = r.stated()
	return p, r.messages()
}

func (r *reader) weight() int {
	f, ok := r.field("weight")
	if !ok {
		return 0
	}
	n, whole := wholeNumber(f.Value)
	if !whole {
		r.report(codeWrongType, valueText(f.Value), "", "%s must be a whole number, not %s", diag.Quote(f.Key), written(f.Value))
	}
	return n
}
