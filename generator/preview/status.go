package preview

import (
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"

	"journal/generator/diag"
)

// mostErrors is how many errors stand on a page.
const mostErrors = 20

// statusPanel says over a page what is wrong with the journal. It is there only
// when there are errors, or when the journal cannot be read; warnings are on the
// terminal. A server that does not show the author's own edition says no more than
// that it is so.
func (l look) statusPanel() string {
	n := l.messages.Count(diag.Error) + l.stops.Count(diag.Error)
	if n == 0 && l.trouble == "" {
		return ""
	}
	var panel strings.Builder
	panel.WriteString(`<section id="journal-status" role="alert" aria-label="Errors in the journal"><details open><summary>` + l.summary(n) + `</summary>`)
	if l.own() {
		l.writeErrors(&panel, n)
	}
	panel.WriteString(`</details></section>`)
	return panel.String()
}

func (l look) summary(n int) string {
	errors := "1 error"
	if n > 1 {
		errors = fmt.Sprintf("%d errors", n)
	}
	switch {
	case l.trouble != "":
		return "<b>The journal cannot be read.</b> Until it can, you see it as it last was."
	case !l.messages.HasErrors():
		return "<b>" + errors + "</b> in what others would see. You see all as you wrote it; <code>journal build</code> writes nothing until this is put right."
	case l.good:
		return "<b>" + errors + ".</b> Until this is put right, you see the last good page."
	default:
		return "<b>" + errors + ".</b> Until this is put right, you see what could be made."
	}
}

func (l look) writeErrors(b *strings.Builder, n int) {
	b.WriteString(`<ol tabindex="0" aria-label="What is wrong">`)
	if l.trouble != "" {
		b.WriteString(`<li><p class="text">` + html.EscapeString(l.trouble) + `</p></li>`)
	}
	written := 0
	for _, m := range slices.Concat(l.messages, l.stops) {
		if m.Severity == diag.Error && written < mostErrors {
			l.writeError(b, m)
			written++
		}
	}
	if n > written {
		fmt.Fprintf(b, "<li>and %d more on the terminal</li>", n-written)
	}
	b.WriteString("</ol>")
}

func (l look) writeError(b *strings.Builder, m diag.Message) {
	b.WriteString(`<li><p><span class="place">`)
	b.WriteString(l.sourceLink(m.Pos, m.Pos.String()))
	b.WriteString(`</span> <span class="code">` + html.EscapeString(m.Code) + `</span></p><p class="text">` + html.EscapeString(m.Text) + `</p>`)
	if m.Excerpt != "" {
		b.WriteString(`<pre><i>` + strconv.Itoa(m.Pos.Line) + `</i> ` + markedExcerpt(m) + `</pre>`)
	}
	if m.Hint != "" {
		b.WriteString(`<p class="hint">` + html.EscapeString(m.Hint) + `</p>`)
	}
	b.WriteString(`</li>`)
}

// markedExcerpt is the line a message is about, with what is wrong marked.
func markedExcerpt(m diag.Message) string {
	line := []rune(m.Excerpt)
	if m.Pos.Col < 1 || m.Pos.Col > len(line) {
		return html.EscapeString(m.Excerpt)
	}
	start := m.Pos.Col - 1
	end := min(start+max(m.Len, 1), len(line))
	return html.EscapeString(string(line[:start])) + "<mark>" + html.EscapeString(string(line[start:end])) + "</mark>" + html.EscapeString(string(line[end:]))
}

// sourceLink is a link that opens a file of the journal in the author's editor,
// or the words alone where the browser is on another machine.
func (l look) sourceLink(pos diag.Pos, words string) string {
	if !l.here || l.folder == "" || pos.File == "" {
		return html.EscapeString(words)
	}
	return `<a href="` + html.EscapeString(editorLink(l.editor, l.folder, pos)) + `">` + html.EscapeString(words) + `</a>`
}
