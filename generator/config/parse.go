package config

import (
	"bytes"

	"journal/generator/diag"
	"journal/generator/fields"
	"journal/generator/visibility"
)

// Parse reads a journal.toml. What the file does not say, and what it says in a
// way that is not understood, has its default. A byte order mark is ignored.
func Parse(src diag.Source) (Config, diag.List) {
	src.Text = bytes.TrimPrefix(src.Text, []byte("\ufeff"))
	c := Default()
	fs, messages := fields.TOML(src, src.Text, 1)
	r := &reader{src: src, messages: messages}
	r.journal(fs, &c)
	r.hideSecrets()
	r.messages.Sort()
	return c, r.messages
}

func (r *reader) journal(fs []fields.Field, c *Config) {
	r.keys(fs, configFile, []key{
		{"title", r.text(&c.Title)},
		{"author", r.text(&c.Author)},
		{"language", r.language(&c.Language)},
		{"timezone", r.timezone(&c.Timezone)},
		{"day_ends_at", r.nightTime(&c.DayEndsAt)},
		{"week_starts", r.weekday(&c.WeekStarts)},
		{"base_url", r.baseURL(&c.BaseURL)},
		{"robots", r.robots(&c.NoIndex)},
		{"output", r.output(&c.Output)},
		{"theme", func(f fields.Field) { r.theme(f, &c.Theme) }},
		{"privacy", func(f fields.Field) { r.privacy(f, &c.Privacy) }},
		{"program", func(f fields.Field) { c.Program = r.program(f) }},
		{"audience", func(f fields.Field) { c.Audiences = r.audiences(f) }},
		{"publish", func(f fields.Field) { c.Publish = r.targets(f) }},
		{"frontmatter", func(f fields.Field) { r.frontmatter(f, &c.Frontmatter) }},
		{"feed", func(f fields.Field) { r.feed(f, &c.Feed) }},
		{"markdown", func(f fields.Field) { r.markdown(f, &c.Markdown) }},
		{"preview", func(f fields.Field) { r.preview(f, &c.Preview) }},
	})
}

// privateFields are the front matter keys that may be kept off public pages.
var privateFields = []string{"mood", "energy", "hard", "place", "weather", "with", "via"}

func (r *reader) privacy(f fields.Field, p *Privacy) {
	level := p.Default.String()
	r.keys(r.table(f), "[privacy]", []key{
		{"default", word(r, &level, visibility.Names()...)},
		{"count_private", r.flag(&p.CountPrivate)},
		{"private_fields", r.wordList(&p.PrivateFields, privateFields)},
		{"trust_publish", r.flag(&p.TrustPublish)},
		{"forbid", r.texts(&p.Forbid)},
		{"attachments", r.texts(&p.Attachments)},
		{"allow", r.texts(&p.Allow)},
		{"link_key", r.text(&p.LinkKey)},
	})
	p.Default, _ = visibility.Parse(level)
}

func (r *reader) frontmatter(f fields.Field, m *Frontmatter) {
	r.keys(r.table(f), "[frontmatter]", []key{
		{"extra", r.texts(&m.Extra)},
		{"date_order", word(r, &m.DateOrder, "dmy", "mdy")},
		{"scale", r.number(&m.Scale, 2, 100)},
	})
}

// mostFeedEntries keeps a feed at a size that readers fetch many times a day.
const mostFeedEntries = 1000

func (r *reader) feed(f fields.Field, d *Feed) {
	r.keys(r.table(f), "[feed]", []key{
		{"entries", r.number(&d.Entries, 1, mostFeedEntries)},
		{"full", r.flag(&d.Full)},
	})
}

func (r *reader) markdown(f fields.Field, m *Markdown) {
	r.keys(r.table(f), "[markdown]", []key{{"typographer", r.flag(&m.Typographer)}})
}

func (r *reader) preview(f fields.Field, p *Preview) {
	r.keys(r.table(f), "[preview]", []key{{"editor", r.editor(&p.Editor)}})
}
