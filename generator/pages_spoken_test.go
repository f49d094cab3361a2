package generator_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"

	"journal/generator"
	"journal/generator/config"
	"journal/themes"
)

// The language of this test is one in which every message stands between two
// marks; the author writes Greek. What then is written in Latin letters outside of
// the marks is said by the code or a template, past the messages.

var latinWord = regexp.MustCompile(`\p{Latin}{2,}`)

func TestPagesSayOnlyMessages(t *testing.T) {
	t.Parallel()
	for _, program := range config.Programs() {
		src := generator.Source{Folder: writeJournal(t, greekJournal(t, program)), Themes: themes.FS, Now: time.Now, Today: pagesToday}
		for _, s := range pagesEditions(t, program.ID, src, pagesDomain) {
			report(t, s.name, unspoken(s))
		}
	}
}

// unspoken finds text outside of the marks.
func unspoken(s pagesSite) []string {
	var wrong []string
	for _, page := range s.paths() {
		for n := range s.pages[page].Descendants() {
			if within(n, isNoProse) {
				continue
			}
			for _, text := range spoken(n) {
				if left := latinWord.FindString(outsideMarks(text)); left != "" {
					wrong = append(wrong, fmt.Sprintf("%s says %q in %q", page, left, text))
				}
			}
		}
	}
	slices.Sort(wrong)
	return slices.Compact(wrong)
}

// isNoProse reports what is no sentence of the page's: a command to type, styles,
// and the reason beside a level, which quotes front matter.
func isNoProse(n *html.Node) bool {
	return n.Data == "code" || n.Data == "style" || hasClass(n, "badge")
}

// outsideMarks is what stands around everything marked.
func outsideMarks(text string) string {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case r == '⟦':
			depth++
		case r == '⟧':
			depth--
		case depth == 0:
			b.WriteRune(r)
		default:
		}
	}
	return b.String()
}

var (
	quotedText = regexp.MustCompile(`"[^"]*"`)
	keyOfTable = regexp.MustCompile(`^[a-z][a-z0-9-]* = `)
)

// markedMessages is the English file with each message between marks, in another
// language, and the texts of all programs likewise.
func markedMessages(t *testing.T, program config.Program) string {
	t.Helper()
	text, err := fs.ReadFile(themes.FS, "default/i18n/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	mark := func(quoted string) string { return `"⟦` + strings.Trim(quoted, `"`) + `⟧"` }
	for line := range strings.Lines(string(text)) {
		if keyOfTable.MatchString(line) {
			line = quotedText.ReplaceAllStringFunc(line, mark)
		}
		b.WriteString(line)
	}
	for _, step := range program.Steps {
		fmt.Fprintf(&b, "[program.%s.%s]\nname = %s\nlabel = %s\n", program.ID, step.ID, mark(step.Name), mark(step.Label))
		if step.Hint != "" {
			fmt.Fprintf(&b, "hint = %s\n", mark(step.Hint))
		}
		for key, list := range map[string][]string{"prompt": step.Prompt, "items": step.Items} {
			if len(list) > 0 {
				var marked []string
				for _, s := range list {
					marked = append(marked, mark(s))
				}
				fmt.Fprintf(&b, "%s = [%s]\n", key, strings.Join(marked, ", "))
			}
		}
	}
	return b.String()
}

// greekJournal has something in every field that a page can show.
func greekJournal(t *testing.T, program config.Program) map[string]string {
	t.Helper()
	entry := func(lines ...string) string {
		return public(append(lines, "weather: βροχή", "place: σπίτι", "mood: 3", "energy: 2", "hard: 4")...) + "Λόγια της ημέρας. Και άλλα.\n\n> [!keep]\n> Κράτα το.\n"
	}
	files := map[string]string{
		"journal.toml":                  "title = \"Ημερολόγιο\"\nauthor = \"Άννα\"\nlanguage = \"eo\"\nbase_url = \"" + pagesDomain + "\"\n[program]\nid = \"" + program.ID + "\"\n",
		"themes/default/i18n/eo.toml":   markedMessages(t, program),
		"people.toml":                   "[dana]\nname = \"Δανάη\"\npublic = \"Δ.\"\n[nikos]\nname = \"Νίκος\"\npublic = \"Ν.\"\n",
		"content/pages/about.md":        public("title: Περί") + "Εδώ.\n",
		"content/pursuits/mousio.md":    public(greekPursuit...) + "Η ιστορία.\n",
		"content/pursuits/sxoli.md":     public("title: Σχολή", "day_zero: 2026-01-10", "status: closed", "outcome: let-go", "ended: 2026-02-20") + "Τέλος.\n",
		"content/pursuits/grafeio.md":   public("title: Γραφείο", "day_zero: 2025-11-10", "status: won", "ended: 2026-01-20", "kind: grant") + "Ναι.\n",
		"content/pursuits/dromos.md":    public("title: Δρόμος", "day_zero: 2025-03-10", "status: won", "outcome: twin", "ended: 2025-06-20") + "Αλλού.\n",
		"content/pursuits/paysi.md":     public("title: Παύση", "day_zero: 2025-09-10", "status: paused") + "Αργότερα.\n",
		"content/pursuits/keno.md":      public("title: Κενό") + "Τίποτα.\n",
		"content/entries/2026-01-11.md": entry("title: Όχι", "pursuit: sxoli", "milestone: turned-down"),
		"content/entries/2026-02-20.md": entry("title: Αρκετά", "pursuit: sxoli"),
		"content/entries/2026-04-20.md": entry("tags: [βήμα]"),
	}
	for _, e := range []struct{ pursuit, day string }{{"grafeio", "2025-11-12"}, {"dromos", "2025-03-14"}, {"paysi", "2025-09-12"}, {"dromos", "2025-04-15"}} {
		files["content/entries/"+e.day+".md"] = entry("title: Λίγα", "pursuit: "+e.pursuit)
	}
	day := pagesToday.AddDays(-60)
	for i, extra := range greekEntries {
		step := program.Steps[i%len(program.Steps)].ID
		on := day.AddDays(4 * i)
		files["content/entries/"+on.String()+fmt.Sprintf("-a%d.md", i)] = entry(append(slices.Clone(extra), "title: "+greekTitles[i%len(greekTitles)], "pursuit: mousio", "steps: ["+step+"]")...)
	}
	files["content/entries/"+day.String()+"-b.md"] = entry("title: Δεύτερο", "pursuit: mousio") + "\nΒλέπε [[" + day.AddDays(4).String() + "-a1]].\n"
	return files
}

var greekTitles = []string{"Ευχαριστώ", "Ερώτηση", "Ξανά", "Βόλτα", "Κάτι άλλο"}

var greekPursuit = []string{
	"title: Μουσείο", "organization: Μουσείο", "role: Επιμέλεια", "kind: job", "day_zero: 2026-04-10", "applied: 2026-03-01", "interviews: [2026-03-20]",
	"people: [{person: dana, role: decision-maker}, {person: nikos, role: mentor}]",
	"qualities: [θάλασσα]",
	"twin:\n  - {name: Λιμάνι, public: true, status: contacted, shares: [θάλασσα], note: Κοντά}",
	"gap:\n  - {id: a, title: Αριθμοί, public_title: Αριθμοί, kind: skill, plan: Μάθημα, opened: 2026-04-18}\n  - {id: b, title: Φωνή, public_title: Φωνή, kind: selling-point, opened: 2026-04-18}\n  - {id: c, title: Ύπνος, public_title: Ύπνος, opened: 2026-04-19}",
	"feedback:\n  - {date: 2026-04-18, from: dana, text: Πολύ καλά, visibility: public}",
	"milestone:\n  - {id: own, date: 2026-05-09, title: Δικό μου, visibility: public}",
}

var greekEntries = [][]string{
	{"with: [dana]", "via: call", "done: true", "milestone: thanked"},
	{"with: [dana, nikos]", "via: letter", "feedback_from: dana", "gap_opened: [a, b]"},
	{"gave: άρθρο", "url: https://me.example/x", "gap_worked: [a]", "via: ταχυδρομείο"},
	{"setback: πάγωσα", "helped: [βόλτα]", "gap_closed: [b]"},
	{"setback: true", "milestone: second-call", "visibility: public"},
	{"rest: 2d", "tags: [ήλιος, θάλασσα]"},
	{"milestone: [offer, interview]"},
	{"next: Γράψε", "next_by: 2026-06-10"},
	{"state: working"},
	{"state: skip"},
	{}, {}, {}, {}, {}, {"milestone: first-day"}, {}, {}, {},
}

// The test is worth something only if it finds what stands outside of the marks.
func TestUnspokenWouldBeNoticed(t *testing.T) {
	const page = `<!doctype html><title>⟦a ⟦b⟧⟧</title><body><p title="Plain">⟦c⟧ Λόγια 3</p><code>journal new</code>`
	s := newPagesSite(t, "one", t.TempDir(), "", map[string]string{"index.html": page})
	if found := unspoken(s); len(found) != 1 || !strings.Contains(found[0], "Plain") {
		t.Errorf("found %q", found)
	}
	if strings.ContainsFunc(outsideMarks("⟦a ⟦b⟧ c⟧"), unicode.IsLetter) {
		t.Error("marks within marks are not seen")
	}
}
