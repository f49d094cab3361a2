package edition_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"journal/generator/edition"
)

const peopleFile = `
[dana]
name = "Dana Whitfield"
also = ["Dana"]
public = "D."

[kim]
name = "Kim Lee"

[northwind]
name = "Northwind Traders"
kind = "organization"
public = "the big one"
`

// People stand under their public names, and who has none is nobody.
func TestNames(t *testing.T) {
	files := one("visibility: public", "with: [dana, Dana Whitfield, kim, Robin]", "feedback_from: dana").
		with("people.toml", peopleFile).
		with("content/pursuits/p.md", yaml("visibility: public", "organization: Northwind Traders",
			"people: ['Dana: decision maker', 'Robin: winner']",
			"twin:", "  - {name: northwind, url: 'https://a.example', note: N, shares: [mission]}", "  - {name: Contoso}"))
	public := forPublic(t, files)
	e, p := public.Entries()[0], public.Pursuits()[0]
	if want := []edition.Person{{Name: "D."}, {Name: "D."}}; !slices.Equal(e.With, want) {
		t.Errorf("with %v, want %v", e.With, want)
	}
	if want := (edition.Person{Name: "D."}); e.FeedbackFrom != want {
		t.Errorf("feedback from %v", e.FeedbackFrom)
	}
	if p.Organization != "the big one" {
		t.Errorf("organization %q", p.Organization)
	}
	if want := []edition.Role{{Person: edition.Person{Name: "D."}, Role: "decision-maker"}}; !slices.Equal(p.People, want) {
		t.Errorf("people %v, want %v", p.People, want)
	}
	if a, b := p.Twins[0], p.Twins[1]; a.Name != "the big one" || a.URL != "" || a.Note != "" || !slices.Equal(a.Shares, []string{"mission"}) || b.Name != "" {
		t.Errorf("twins %v", p.Twins)
	}

	owner := forOwner(t, files)
	if got := owner.Entries()[0].With; len(got) != 4 || got[0].Name != "Dana Whitfield" || got[3].Name != "Robin" {
		t.Errorf("the author reads %v", got)
	}
	if got := owner.Pursuits()[0].Twins[1].Name; got != "Contoso" {
		t.Errorf("the author reads the twin %q", got)
	}
}

func TestPrivateFields(t *testing.T) {
	all := one("visibility: public", "mood: 4", "energy: 3", "hard: 2", "place: Lake", "weather: rain", "with: dana", "feedback_from: dana", "via: call",
		"next: Write to Dana", "next_by: 2026-07-01").with("people.toml", peopleFile)
	private := func(fields string) *edition.Entry {
		return only(t, forPublic(t, all.with("journal.toml", "[privacy]\nprivate_fields = ["+fields+"]\n")))
	}
	said := func(e *edition.Entry) string {
		var with string
		for _, p := range e.With {
			with += p.Name
		}
		return fmt.Sprintf("%d %d %d|%s|%s|%s|%s|%s|%s|%s", e.Mood, e.Energy, e.Hard, e.Place, e.Weather, with, e.FeedbackFrom.Name, e.Via, e.Next, e.NextBy)
	}
	for _, c := range []struct{ fields, want string }{
		{``, "4 3 2|Lake|rain|D.|D.|call||"},
		{`"mood", "energy", "hard"`, "0 0 0|Lake|rain|D.|D.|call||"},
		{`"place", "weather"`, "4 3 2|||D.|D.|call||"},
		{`"with"`, "4 3 2|Lake|rain|||call||"},
		{`"via"`, "4 3 2|Lake|rain|D.|D.|||"},
	} {
		if got := said(private(c.fields)); got != c.want {
			t.Errorf("[%s]: %q, want %q", c.fields, got, c.want)
		}
	}
	if got := said(only(t, forPublic(t, all))); got != "0 0 0|||D.|D.|call||" {
		t.Errorf("by default: %q", got)
	}
	if got := said(only(t, forOwner(t, all))); got != "4 3 2|Lake|rain|Dana Whitfield|Dana Whitfield|call|Write to Dana|2026-07-01" {
		t.Errorf("the author's own: %q", got)
	}
}

// Private parts are cut wherever an author can write them.
func TestPrivateParts(t *testing.T) {
	const hidden = "zqhidden"
	files := tree{
		"content/entries/2026-03-05-dana.md": "---\ntitle: 'The %%zqhidden%% call'\nsummary: A <!-- zqhidden --> day\nquote: 'One %%zqhidden'\n" +
			"gave: 'a link %%zqhidden%%'\nsetback: 'froze %%zqhidden%%'\nhelped: ['walk %%zqhidden%%', '%%zqhidden%%']\ntags: ['work%%zqhidden%%']\n" +
			"visibility: public\nsteps: [thank]\n---\n" +
			"%%zqhidden%% Text. #open\n\n- [x] A box %%zqhidden%%\n- [ ] Two\n\n::: private\n#zqhidden\n\n- [ ] zqhidden\n:::\n\n> [!private] zqhidden\n> [[zqhidden]]\n",
		"content/entries/2026-03-06.md": "---\nvisibility: public\n---\n# The %%zqhidden%% letter\n\nText.\n",
		"content/entries/2026-03-07.md": "---\nvisibility: public\n---\n::: private\n# zqhidden\n:::\n\n<!-- zqhidden -->\nText.\n",
		"content/pursuits/p.md": "---\nvisibility: public\ntitle: 'A %%zqhidden%% job'\nrole: 'Lead %%zqhidden%%'\nsummary: '%%zqhidden%%'\nqualities: ['%%zqhidden%%', kind]\n" +
			"feedback:\n  - {text: 'More %%zqhidden%% SQL', visibility: public}\n" +
			"gap:\n  - {id: a, title: zqhidden, plan: zqhidden, public_title: 'A %%zqhidden%% skill'}\n" +
			"milestone:\n  - {id: offer, title: 'The %%zqhidden%% offer', date: 2026-04-01}\n---\n%%zqhidden%%\n",
		"content/pages/about.md": "---\nvisibility: public\ntitle: 'About %%zqhidden%%'\nsummary: 'Me <!-- zqhidden'\ntags: ['%%zqhidden%%']\n---\n%%zqhidden%%\n",
	}
	public := forPublic(t, files)
	var said []string
	for _, e := range public.Entries() {
		said = append(said, e.Title, e.Summary, e.Quote, e.Gave, e.SetbackText, fmt.Sprint(e.Helped, e.Tags, e.Body.Boxes(), e.Body.Links(), e.Body.Text()))
	}
	for _, p := range public.Pursuits() {
		said = append(said, fmt.Sprint(p.Title, p.Role, p.Summary, p.Qualities, p.Feedback, p.Gaps, p.Milestones), p.Body.Text())
	}
	for _, p := range public.Pages() {
		said = append(said, p.Title, p.Summary, fmt.Sprint(p.Tags), p.Body.Text())
	}
	for _, s := range said {
		if strings.Contains(s, hidden) || strings.Contains(s, "%%") || strings.Contains(s, "<!--") {
			t.Errorf("strangers read %q", s)
		}
	}
	e := public.Entries()[0]
	if e.Title != "The call" || e.Summary != "A day" || e.Quote != "One" || !slices.Equal(e.Helped, []string{"walk"}) || !slices.Equal(e.Tags, []string{"work", "open"}) {
		t.Errorf("what is left: %q %q %q %q %q", e.Title, e.Summary, e.Quote, e.Helped, e.Tags)
	}
	if boxes := e.Body.Boxes(); len(boxes) != 2 || boxes[0].Text != "A box" {
		t.Errorf("boxes: %v", boxes)
	}
	if got := public.Entries()[1].Title; got != "The letter" {
		t.Errorf("title from the text: %q", got)
	}
	if got := public.Entries()[2].Title; got != "Saturday 7 March 2026" {
		t.Errorf("title where the only heading is private: %q", got)
	}
	if got := forOwner(t, files).Entries()[2].Body.Text(); !strings.Contains(got, hidden) {
		t.Errorf("the author reads %q", got)
	}
}

// Soft spots are known by their public title or not at all, also when their id is
// one of another pursuit.
func TestSoftSpots(t *testing.T) {
	files := tree{
		"content/pursuits/a.md": yaml("visibility: public", "gap:",
			"  - {id: sql, title: SQL, public_title: A language}",
			"  - {id: anger, title: My anger, plan: count to ten, public_title: A skill}",
			"  - {id: voice, title: My voice}",
			"  - {id: grip, public_title: A skill}",
			"  - {id: later, public_title: Later, opened: 2026-07-01}",
			"feedback:",
			"  - {text: One, gap: voice, visibility: public}",
			"  - {text: Two, gap: anger, visibility: public}"),
		"content/pursuits/b.md":         yaml("visibility: public", "gap:", "  - {id: voice, public_title: The other voice}"),
		"content/pursuits/c.md":         yaml("gap:", "  - {id: sums, public_title: Sums}"),
		"content/entries/2026-03-05.md": yaml("visibility: public", "pursuit: a", "gap_opened: [sql, voice, unknown]", "gap_worked: anger", "gap_closed: [grip, later]"),
		"content/entries/2026-03-06.md": yaml("visibility: public", "pursuit: [b, c]", "gap_worked: [sql, anger, voice, sums]"),
	}
	public := forPublic(t, files)
	var gaps []string
	for _, p := range public.Pursuits() {
		for _, g := range p.Gaps {
			gaps = append(gaps, p.ID+": "+g.ID+"/"+g.Title+"/"+g.Plan)
		}
	}
	if want := []string{"a: A language/A language/", "a: A skill/A skill/", "a: A skill (2)/A skill/", "b: The other voice/The other voice/"}; !slices.Equal(gaps, want) {
		t.Errorf("gaps %q, want %q", gaps, want)
	}
	first, second := public.Entries()[0], public.Entries()[1]
	if got := fmt.Sprint(first.GapOpened, first.GapWorked, first.GapClosed); got != "[A language] [A skill] [A skill (2)]" {
		t.Errorf("the first entry touches %s", got)
	}
	if got := fmt.Sprint(second.GapWorked); got != "[The other voice]" {
		t.Errorf("the second entry touches %s", got)
	}
	if f := public.Pursuits()[0].Feedback; len(f) != 2 || f[0].Gap != "" || f[1].Gap != "A skill" {
		t.Errorf("feedback %v", f)
	}
	owner := forOwner(t, files)
	if got := fmt.Sprint(owner.Entries()[0].GapOpened, owner.Pursuits()[0].Gaps[1]); got != "[sql voice unknown] {anger My anger  count to ten  }" {
		t.Errorf("the author reads %s", got)
	}
}

// A gap of an implied pursuit's only neighbour belongs to the entries that name
// none.
func TestSoftSpotsOfTheOnlyPursuit(t *testing.T) {
	files := one("visibility: public", "gap_worked: sql").
		with("content/pursuits/a.md", yaml("visibility: public", "gap:", "  - {id: sql, public_title: A language}"))
	if got := only(t, forPublic(t, files)).GapWorked; !slices.Equal(got, []string{"A language"}) {
		t.Errorf("worked on %q", got)
	}
}

func TestFeedbackAndMilestonesOfAPublicPursuit(t *testing.T) {
	public := forPublic(t, tree{"content/pursuits/p.md": yaml("visibility: public", "feedback:",
		"  - {text: silent}", "  - {text: private, visibility: private}", "  - {text: unlisted, visibility: unlisted}", "  - {text: typo, visibility: Public}",
		"  - {text: ahead, visibility: public, date: 2026-06-16}",
		"  - {text: public, visibility: public}",
		"milestone:",
		"  - {id: interview, date: 2026-02-01}", "  - {id: offer, date: 2026-03-01, visibility: private}", "  - {id: accepted, date: 2026-03-02, visibility: Private}",
		"  - {id: first-day, date: 2026-06-16}", "  - {id: thanked, date: 2026-03-03, visibility: public}")})
	p := public.Pursuits()[0]
	if len(p.Feedback) != 1 || p.Feedback[0].Text != "public" {
		t.Errorf("feedback %v", p.Feedback)
	}
	var ids []string
	for _, m := range p.Milestones {
		ids = append(ids, m.ID)
	}
	if want := []string{"interview", "thanked"}; !slices.Equal(ids, want) {
		t.Errorf("milestones %v, want %v", ids, want)
	}
}

// Days to come are private also in a pursuit's file.
func TestDaysToComeOfAPublicPursuit(t *testing.T) {
	files := tree{"content/pursuits/p.md": yaml("visibility: public", "status: won", "day_zero: 2026-06-20", "applied: [2026-01-01, 2026-07-02]",
		"interviews: 2026-07-03", "decided: 2026-07-04", "ended: 2026-07-05", "steps_done: {thank: 2026-07-06, feedback: 2026-06-15}", "steps_skipped: {twin: 2026-07-07}",
		"gap:", "  - {id: a, public_title: A, opened: 2026-06-01, closed: 2026-07-08}", "twin:", "  - {name: X, date: 2026-07-09}")}
	p := forPublic(t, files).Pursuits()[0]
	got := fmt.Sprint(p.DayZero, p.Applied, p.Interviews, p.Decided, p.Ended, p.StepsDone, p.StepsSkipped, p.Gaps, p.Twins)
	if strings.Contains(got, "2026-07") || strings.Contains(got, "2026-06-20") || !strings.Contains(got, "2026-01-01") || !strings.Contains(got, "feedback") {
		t.Errorf("strangers read %s", got)
	}
	if o := forOwner(t, files).Pursuits()[0]; len(o.StepsDone) != 2 || o.Ended.IsZero() || len(o.Applied) != 2 {
		t.Errorf("the author reads %v", o)
	}
}

func TestWhichPursuitsArePublished(t *testing.T) {
	e := forPublic(t, tree{
		"content/pursuits/a.md":         yaml("visibility: public"),
		"content/pursuits/b.md":         yaml("visibility: unlisted"),
		"content/pursuits/c.md":         yaml("visibility: protected"),
		"content/pursuits/d.md":         yaml("title: D"),
		"content/pursuits/e.md":         yaml("visibility: public", "draft: true"),
		"content/entries/2026-03-05.md": yaml("visibility: public", "pursuit: [d, a, b]"),
	})
	if ps := e.Pursuits(); len(ps) != 1 || ps[0].ID != "a" {
		t.Errorf("pursuits %v", ps)
	}
	if got := e.Entries()[0].Pursuits; !slices.Equal(got, []string{"a"}) {
		t.Errorf("the entry names %v", got)
	}
}

func TestPages(t *testing.T) {
	files := tree{
		"content/pages/about.md": yaml("visibility: public", "weight: 2"),
		"content/pages/now.md":   yaml("visibility: public", "weight: 1", "slug: right-now"),
		"content/pages/mine.md":  yaml("title: Mine"),
		"content/pages/cv.md":    yaml("visibility: unlisted"),
		"content/pages/tags.md":  yaml("visibility: public", "weight: 3"),
	}
	var got []string
	for _, p := range forPublic(t, files).Pages() {
		address := p.Address
		if !p.Listed {
			address = strings.TrimRight(address, "abcdefghijklmnopqrstuvwxyz234567/") + "HASH/"
		}
		got = append(got, fmt.Sprint(p.Title, " ", address, " ", p.Listed))
	}
	if want := []string{"Cv cv-HASH/ false", "Now right-now/ true", "About about/ true", "Tags tags-page/ true"}; !slices.Equal(got, want) {
		t.Errorf("pages %q, want %q", got, want)
	}
	if n := len(forOwner(t, files).Pages()); n != 5 {
		t.Errorf("the author has %d pages", n)
	}
}
