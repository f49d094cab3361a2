package journal

import (
	"journal/generator/markdown"
	"journal/generator/words"
)

// calloutKinds are the kinds of callouts for whose titles there are words.
func calloutKinds() []string {
	return []string{
		"abstract", "summary", "tldr", "info", "note", "todo", "tip", "hint", "important", "success", "check", "done", "question", "help", "faq",
		"warning", "caution", "attention", "failure", "fail", "missing", "danger", "error", "bug", "example", "quote", "cite", "keep", "private",
	}
}

// labelsOf are the words that bodies need, in the language of the pages.
func labelsOf(w *words.Catalogue) markdown.Labels {
	if w == nil {
		return markdown.Labels{}
	}
	labels := markdown.Labels{
		Table: w.Say("text.table"), Footnotes: w.Say("text.footnotes"), Note: w.Say("text.note"), Back: w.Say("text.back"),
		Task: w.Say("text.task"), Dropped: w.Say("text.dropped"), Working: w.Say("text.working"), Callouts: map[string]string{},
	}
	for _, kind := range calloutKinds() {
		if key := "callout." + kind; w.Has(key) {
			labels.Callouts[kind] = w.Say(key)
		}
	}
	return labels
}
