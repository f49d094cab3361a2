package edition

import (
	"slices"
	"strings"

	"journal/generator/diag"
	"journal/generator/journal"
	"journal/generator/markdown"
	"journal/generator/visibility"
)

// checkForbidden refuses to publish a text with one of the words of
// privacy.forbid. It looks at titles, tags, summaries and bodies, letter case
// and line ends aside; the words of the author's own edition are its own affair.
// Entries are looked at by forbiddenIn, one by one.
func (a *admission) checkForbidden(pursuits []*Pursuit, pages []Page) {
	if a.own {
		return
	}
	for _, p := range pursuits {
		texts := []string{p.Title, p.Summary, p.Role, p.ID}
		for _, g := range p.Gaps {
			texts = append(texts, g.Title)
		}
		for _, f := range p.Feedback {
			texts = append(texts, f.Text)
		}
		for _, m := range p.Milestones {
			texts = append(texts, m.Title)
		}
		a.messages = append(a.messages, a.forbidden(p.from, p.Body, texts...)...)
	}
	for _, p := range pages {
		a.messages = append(a.messages, a.forbidden(p.from, p.Body, p.Title, p.Summary, p.Address)...)
	}
}

func (a *admission) forbiddenIn(e *Entry) diag.List {
	return a.forbidden(e.from, e.Body, append([]string{e.Title, e.Summary, e.SetbackText, e.Gave, e.Quote, e.Slug}, e.Tags...)...)
}

func (a *admission) forbidden(from string, body *markdown.Document, texts ...string) diag.List {
	words := a.journal.Config.Privacy.Forbid
	if len(words) == 0 {
		return nil
	}
	if body != nil {
		texts = append(texts, body.Text())
		for _, l := range body.Links() {
			texts = append(texts, l.Text, l.Target)
		}
	}
	var messages diag.List
	all := foldWords(strings.Join(texts, "\n"))
	for _, word := range words {
		if fold := foldWords(word); fold != "" && strings.Contains(all, fold) {
			messages = append(messages, diag.New("E131", diag.Pos{File: from}, "take the words out, or make it private; the list is privacy.forbid in journal.toml",
				"this would publish words that must not be: %s", diag.Quote(word)))
		}
	}
	return messages
}

func foldWords(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// checkLinkKey warns where the addresses of unlisted entries are not keyed.
func (a *admission) checkLinkKey(unlisted []*Entry, pages []Page) {
	if a.own || a.journal.Config.Privacy.LinkKey != "" {
		return
	}
	if len(unlisted) > 0 || slices.ContainsFunc(pages, func(p Page) bool { return p.Level == visibility.Unlisted }) {
		a.messages = append(a.messages, diag.New("W235", diag.Pos{File: journal.ConfigFile}, "write `link_key = \"…\"` below [privacy], with twenty letters of your own that nobody knows",
			"without a link_key, who guesses the name of an unlisted entry's file can work out its address"))
	}
}
