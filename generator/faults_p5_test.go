package generator_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/audit"
	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/journal"
	"journal/generator/memo"
	"journal/generator/render"
	"journal/themes"
)

// altered is a site with one file changed, as if somebody or something had changed it
// after it was made.
type altered struct {
	render.Tree[edition.Public]
	path, content string
}

func (t altered) Paths() []string {
	paths := slices.Clone(t.Tree.Paths())
	if !slices.Contains(paths, t.path) {
		paths = append(paths, t.path)
		slices.Sort(paths)
	}
	return paths
}

func (t altered) Bytes(path string) ([]byte, error) {
	if path == t.path {
		return []byte(t.content), nil
	}
	return t.Tree.Bytes(path)
}

// leaky is the journal that leaks are planted in.
var leaky = map[string]string{
	"journal.toml": "title = \"The road\"\nbase_url = \"https://road.example/\"\n[privacy]\nforbid = [\"Clinic Seven\"]\nlink_key = \"wardrobe-kumquat-lantern\"\n",
	"people.toml": "[dana]\nname = \"Dana Whitfield\"\nalso = [\"Dana\", \"Danny W.\", \"dana@northwind.example\"]\npublic = \"D.\"\n" +
		"[northwind]\nname = \"Northwind Traders\"\nalso = [\"Northwind\"]\nkind = \"organization\"\npublic = \"the firm\"\n[jose]\nname = \"José Núñez\"\npublic = \"J.\"\n",
	"content/pursuits/post.md":                       "+++\ntitle = \"The post\"\norganization = \"Northwind Traders\"\nday_zero = 2026-03-02\nvisibility = \"public\"\n[[gap]]\nid = \"speaking-slowly\"\ntitle = \"I speak far too fast for anybody\"\n[[feedback]]\ndate = 2026-03-06\ntext = \"You were good, and somebody else was a little better this time.\"\n+++\nThe story.\n",
	"content/pursuits/falcon.md":                     "+++\ntitle = \"Falcon harbour contract\"\norganization = \"Zephyr Holdings\"\n+++\nNobody may know that I am after this one as well.\n",
	"content/entries/2026-03-02-no.md":               "---\ntitle: The call\nvisibility: public\npursuit: post\nwith: dana\nsteps: thank\ntags: [work]\n---\nDana called. We agreed on a bandana. %%She cried on the telephone for a quarter of an hour.%%\n",
	"content/entries/2026-03-05-more.md":             "---\ntitle: A letter\nvisibility: public\npursuit: post\nsteps: feedback\n---\nWords, and ![a boat](boat.png).\n",
	"content/entries/2026-03-06-secret-interview.md": "---\ntitle: The secret interview\npursuit: falcon\ntags: [hush]\n---\nI told them at the second interview that I had never finished my degree at all.\n\nReach me at hidden@private.example or +44 20 7946 0958.\n\n![](IMG_20260306_081500.jpg)\n",
	"content/entries/IMG_20260306_081500.jpg":        "",
	"content/static/robots-note.txt":                 "Write to me@home.example.\n",
	"content/pages/about.md":                         "---\ntitle: About\nvisibility: public\n---\nI write.\n",
}

// words that must not be found, by what they are. They are planted in the output, in
// templates and in what the program itself puts into pages.
var planted = map[string]string{
	"name": "Dana Whitfield", "first name": "Dana", "further form": "Danny W.", "firm": "Northwind Traders", "accents": "Jose Nunez", "possessive": "Dana's", "capitals": "DANA WHITFIELD",
	"reversed": "Whitfield, Dana", "joined": "DanaWhitfield", "forbidden": "clinic seven", "title": "The secret interview", "slug": "the-secret-interview", "pursuit": "Falcon harbour contract", "id": "falcon-harbour-contract",
	"organization": "Zephyr Holdings", "gap": "speaking-slowly", "gap's title": "I speak far too fast for anybody", "sentence": "that I had never finished my degree at all", "pursuit's text": "Nobody may know that I am after this one",
	"cut from a public text": "cried on the telephone for a quarter of an hour", "feedback": "somebody else was a little better this time", "mail": "hidden@private.example", "other mail": "somebody.else@mail.example", "number": "+44 20 7946 0958",
	"other number": "+1 (415) 555-2671", "file": "IMG_20260306_081500", "key": "wardrobe-kumquat-lantern", "AWS": "AKIAIOSFODNN7EXAMPLE", "GitHub": "ghp_0123456789abcdefghijABCDEFGHIJ012345", "Slack": "xoxb-123456789012-abcdefghijkl",
	"private key": "-----BEGIN RSA PRIVATE KEY-----", "home": "/home/ann/journal/content", "Mac": "/Users/ann/journal", "localhost": "http://localhost:1414/", "reload": "livereload", "this computer": "http://127.0.0.1:8000/x",
}

// ways are how what is planted is written into a page.
var ways = map[string]func(string) string{
	"text":      func(s string) string { return "<p>" + s + "</p>" },
	"attribute": func(s string) string { return `<p title="` + s + `">x</p>` },
	"entities": func(s string) string {
		return "<p>" + strings.ReplaceAll(s, s[:1], fmt.Sprintf("&#%d;", s[0])) + "</p>"
	},
	"split": func(s string) string { return "<p>" + s[:2] + "<b>" + s[2:3] + "</b>" + s[3:] + "</p>" },
	"script": func(s string) string {
		return fmt.Sprintf(`<script type="application/json">{"x":"\u%04x%s"}</script>`, s[0], s[1:])
	},
	"data": func(s string) string {
		return `<img src="data:text/plain;base64,` + base64.StdEncoding.EncodeToString([]byte("x "+s)) + `">`
	},
	"address": func(s string) string { return `<a href="../?q=` + url.QueryEscape(s) + `">x</a>` },
	"hidden":  func(s string) string { return "<p>" + s[:3] + "\u200b" + s[3:] + "</p>" },
}

// readAndMake reads a journal that has no errors and makes its public site.
func readAndMake(t *testing.T, src generator.Source, m *memo.Store) (generator.Reading, edition.Edition[edition.Public], render.Tree[edition.Public]) {
	t.Helper()
	r, messages, err := generator.Read(src, m)
	if err != nil {
		t.Fatal(err)
	}
	var public edition.Edition[edition.Public]
	tree, more := generator.Make(src, r, func(j journal.Journal, day civil.Date, m *memo.Store) (edition.Edition[edition.Public], diag.List) {
		var l diag.List
		public, l = edition.ForPublic(j, day, m)
		return public, l
	}, m)
	for _, m := range append(messages, more...) {
		if m.Severity == diag.Error {
			t.Fatalf("%s: %s %s", m.Pos, m.Code, m.Text)
		}
	}
	return r, public, tree
}

func sourceOf(folder string) generator.Source {
	return generator.Source{Folder: folder, Themes: themes.FS, Now: time.Now, Today: vaultToday}
}

func alsoWith(files map[string]string, more ...string) map[string]string {
	all := map[string]string{}
	for name, text := range files {
		all[name] = text
	}
	for i := 0; i < len(more); i += 2 {
		all[more[i]] = more[i+1]
	}
	return all
}

func leakyJournal() map[string]string {
	v := newVault(1)
	return alsoWith(leaky, "content/entries/boat.png", v.picture(false), "content/entries/IMG_20260306_081500.jpg", v.picture(true))
}

// P5: leaks are found that were planted in the finished files, in the templates, in
// files that are copied and in the program; sites without one raise no alarm.
func TestFaultsP5(t *testing.T) {
	t.Parallel()
	m := memo.New()
	found, all := 0, 0
	count := func(what string, passed bool, proof audit.Proof) {
		all++
		if !passed && proof.Tree() == "" {
			found++
			return
		}
		t.Errorf("not found: %s", what)
	}
	src := sourceOf(writeJournal(t, leakyJournal()))
	r, public, tree := readAndMake(t, src, m)
	secrets := generator.Secrets(src, r, public, "/home/ann")
	if report, _, err := audit.Prove(t.Context(), tree, tree, secrets); err != nil || !report.Passed() {
		t.Fatalf("before anything is planted: %+v, %v", report.Findings, err)
	}
	every, n := times(11, 1), 0
	for _, what := range slices.Sorted(maps.Keys(planted)) {
		for _, way := range slices.Sorted(maps.Keys(ways)) {
			if n++; n%every != 0 {
				continue
			}
			page := tree.Paths()[n%len(tree.Paths())]
			for !strings.HasSuffix(page, ".html") {
				n++
				page = tree.Paths()[n%len(tree.Paths())]
			}
			content, err := tree.Bytes(page)
			if err != nil {
				t.Fatal(err)
			}
			leaking := altered{tree, page, strings.Replace(string(content), "</main>", ways[way](planted[what])+"</main>", 1)}
			if leaking.content == string(content) {
				t.Fatalf("%s has no <main>", page)
			}
			report, proof, err := audit.Prove(t.Context(), leaking, leaking, secrets)
			if err != nil {
				t.Fatal(err)
			}
			count(fmt.Sprintf("%s as %s in %s", what, way, page), report.Passed(), proof)
		}
	}
	output := all
	for _, what := range slices.Sorted(maps.Keys(planted)) {
		leak := planted[what]
		for _, file := range []string{baseTemplate, "content/static/about.txt"} {
			files := alsoWith(leakyJournal(), baseTemplate, withFooter(t, leak))
			if file != baseTemplate {
				files = alsoWith(leakyJournal(), file, "x "+leak+"\n")
			}
			if isMail := strings.Contains(leak, "@mail.example") || leak == planted["other number"]; isMail && strings.HasPrefix(file, "content/static") {
				continue // what is copied as it is may have the author's own
			}
			src := sourceOf(writeJournal(t, files))
			r, public, tree := readAndMake(t, src, m)
			checked, proof, err := generator.Prove(t.Context(), src, r, generator.Published{Edition: public, Tree: tree, Home: "/home/ann"})
			if err != nil {
				t.Fatal(err)
			}
			count(what+" in "+file, checked.Passed(), proof)
			if at := firstGrave(checked.Findings).Where.File; at != file && !checked.Passed() {
				t.Errorf("%s in %s is said to come from %q: %+v", what, file, at, firstGrave(checked.Findings))
			}
		}
	}
	templates := all - output
	code := brokenPrograms(t, src, r, public, tree, count)
	clean, alarms := 0, 0
	for what, src := range cleanJournals(t) {
		clean++
		r, public, tree := readAndMake(t, src, m)
		checked, proof, err := generator.Prove(t.Context(), src, r, generator.Published{Edition: public, Tree: tree, Home: "/home/ann"})
		if err != nil {
			t.Fatal(err)
		}
		if !checked.Passed() || !proof.Covers(checked.Tree) {
			alarms++
			for _, f := range checked.Findings {
				t.Errorf("%s: %s: %s %q (%s)", what, f.File, f.Kind, f.Text, f.Where)
			}
		}
	}
	score(t, "P5", found == all && alarms == 0 && all >= 100 && clean >= 50, "planted %d (output %d, templates and copied files %d, code %d) / found %d / clean sites %d / false alarms %d", all, output, templates, code, found, clean, alarms)
}

// baseTemplate is the template that is in every page.
const baseTemplate = "themes/default/layouts/base.html"

func withFooter(t *testing.T, leak string) string {
	t.Helper()
	base, err := themes.FS.ReadFile(strings.TrimPrefix(baseTemplate, "themes/"))
	if err != nil {
		t.Fatal(err)
	}
	with := strings.Replace(string(base), "<footer>", "<footer>"+leak, 1)
	if with == string(base) {
		t.Fatal("the template has no <footer>")
	}
	return with
}

func firstGrave(found []audit.Finding) audit.Finding {
	for _, f := range found {
		if !f.Mild {
			return f
		}
	}
	return audit.Finding{}
}

// brokenPrograms are sites as a program with a mistake would make them.
func brokenPrograms(t *testing.T, src generator.Source, r generator.Reading, public edition.Edition[edition.Public], tree render.Tree[edition.Public], count func(string, bool, audit.Proof)) int {
	t.Helper()
	n := 0
	// A filter that lets one more file through, and one that lets it be listed.
	for _, name := range []string{"content/entries/2026-03-06-secret-interview.md", "content/pursuits/falcon.md"} {
		for _, level := range []string{"public", "unlisted"} {
			if level == "unlisted" && strings.Contains(name, "pursuits") {
				continue
			}
			files := leakyJournal()
			files[name] = strings.Replace(strings.Replace(files[name], "---\n", "---\nvisibility: "+level+"\n", 1), "+++\n", "+++\nvisibility = \""+level+"\"\n", 1)
			files[name] = strings.Replace(files[name], "+++\nvisibility = \""+level+"\"\n---", "---", 1)
			broken, _, err := generator.Build(sourceOf(writeJournal(t, files)), edition.ForPublic, nil)
			if err != nil {
				t.Fatal(err)
			}
			n++
			checked, proof, err := generator.Prove(t.Context(), src, r, generator.Published{Edition: public, Tree: broken})
			if err != nil {
				t.Fatal(err)
			}
			count(name+" as "+level, checked.Passed(), proof)
		}
	}
	// A replacer that replaces nobody, or a form less.
	for _, people := range []string{"", strings.Replace(leaky["people.toml"], "\"Dana\", ", "", 1)} {
		files := leakyJournal()
		files["people.toml"] = people
		files["content/entries/2026-03-02-no.md"] = strings.Replace(files["content/entries/2026-03-02-no.md"], "with: dana\n", "", 1)
		broken, _, err := generator.Build(sourceOf(writeJournal(t, files)), edition.ForPublic, nil)
		if err != nil {
			t.Fatal(err)
		}
		n++
		report, proof, err := audit.Prove(t.Context(), broken, broken, generator.Secrets(src, r, public, ""))
		if err != nil {
			t.Fatal(err)
		}
		count("a replacer with people "+people, report.Passed(), proof)
	}
	// Counts, orders and names of files that depend on what is private.
	page, _ := tree.Bytes("index.html")
	for what, broken := range map[string]audit.Tree{
		"a count":         altered{tree, "index.html", strings.Replace(string(page), "</main>", "<p>3 of 4 entries</p></main>", 1)},
		"a number":        altered{tree, "entries/2026/03/no-2/index.html", "<p>x</p>"},
		"a blank":         altered{tree, "index.html", string(page) + "\n"},
		"the time":        altered{tree, "index.html", strings.Replace(string(page), "</main>", "<time>18:42</time></main>", 1)},
		"another order":   reversed{tree},
		"an empty file":   altered{tree, "hush.txt", ""},
		"the same length": altered{tree, "index.html", strings.Replace(string(page), "e", "a", 1)},
	} {
		n++
		report, proof, err := audit.Prove(t.Context(), broken, tree, audit.Secrets{})
		if err != nil {
			t.Fatal(err)
		}
		count(what, report.Passed(), proof)
	}
	return n
}

type reversed struct{ render.Tree[edition.Public] }

func (t reversed) Paths() []string {
	paths := slices.Clone(t.Tree.Paths())
	slices.Reverse(paths)
	return paths
}

// cleanJournals are journals that have nothing to hide badly: random ones, the sample,
// and such as look like leaks.
func cleanJournals(t *testing.T) map[string]generator.Source {
	t.Helper()
	all := map[string]generator.Source{}
	add := func(what string, files map[string]string) { all[what] = sourceOf(writeJournal(t, files)) }
	entry := func(front, body string) string { return "---\n" + front + "\n---\n" + body + "\n" }
	public := func(title, body string) string { return entry("title: "+title+"\nvisibility: public", body) }
	person := func(names ...string) string {
		var b strings.Builder
		for i, n := range names {
			fmt.Fprintf(&b, "[p%d]\nname = %q\npublic = \"P%d\"\n", i, n, i)
		}
		return b.String()
	}
	toml := "title = \"Road\"\nbase_url = \"https://road.example/\"\n"
	add("a person called May", map[string]string{"journal.toml": toml, "people.toml": person("May"), "content/entries/2026-05-05-a.md": public("A day", "May said that we may. Later in May."), "content/entries/2026-05-06-b.md": public("Next", "Words.")})
	add("people called like words of pages", map[string]string{"journal.toml": toml, "people.toml": person("Will", "Mark", "Georgia", "Grace", "Rose", "Hope", "Art", "Page", "Day", "Miles", "Sky", "June", "Augustus"), "content/entries/2026-06-05-a.md": public("A day", "Will marks it. I hope you will.")})
	add("short names", map[string]string{"journal.toml": toml, "people.toml": person("Li", "Ann", "Ed", "Al", "Ada", "Bo", "Jo", "An", "Ira", "Abe", "Dee"), "content/entries/2026-06-05-a.md": public("A plan", "Planned, channel, edited. Ann left.\n\n- one\n- two\n\n![](a.png)"), "content/entries/a.png": newVault(3).picture(false)})
	add("names in words", map[string]string{"journal.toml": toml, "people.toml": person("Dana", "Reed", "Harold Strand"), "content/entries/2026-06-05-red-bandana.md": public("A red bandana", "Agreed: a bandana, ban**dana**, stranded, `agreed`. [freedom](https://freedom.example/agreed-bandana)"), "content/entries/2026-06-06-b.md": public("Freedom", "See [[A red bandana]].")})
	add("private titles of every day", map[string]string{"journal.toml": toml, "content/entries/2026-06-05-a.md": public("A day", "On Monday I said thanks. The call was short. A walk, then home."), "content/entries/2026-06-06-monday.md": entry("title: Monday", "x"), "content/entries/2026-06-07-thanks.md": entry("title: Thanks", "x"), "content/entries/2026-06-08-the-call.md": entry("title: The call", "x"), "content/entries/2026-06-09-home.md": entry("title: Home", "x"), "content/entries/2026-06-10-search.md": entry("title: Search", "x"), "content/entries/2026-06-11-day-3.md": entry("title: Day 3", "x"), "content/entries/2026-06-12-june.md": entry("title: June 2026", "x"), "content/entries/2026-06-13-5.md": entry("title: 5 June 2026", "x"), "content/entries/2026-06-14-index.md": entry("title: Index", "x")})
	add("a private twin of a public entry", map[string]string{"journal.toml": toml, "content/entries/2026-06-05-the-call.md": public("The call", "We spoke for an hour about the water and the harbour lights."), "content/entries/2026-06-06-the-call.md": entry("title: The call", "We spoke for an hour about the water and the harbour lights.\n\nMore.")})
	add("quotes of what is public", map[string]string{"journal.toml": toml, "content/entries/2026-06-05-a.md": public("A day", "Nobody told me that the second place is where one learns to run.\n\n> And so it goes, always, on and on, they said."), "content/entries/2026-06-06-b.md": entry("title: Quoting", "I wrote: nobody told me that the second place is where one learns to run.\n\nAnd so it goes, always, on and on, they said.")})
	add("quotes in other lines", map[string]string{"journal.toml": toml, "content/entries/2026-06-05-a.md": public("A day", "Nobody told me that the second\nplace is where one learns to run."), "content/entries/2026-06-06-b.md": entry("title: Quoting", "Nobody told me that the second place is where one\nlearns to run. More of it.")})
	add("prompts", map[string]string{"journal.toml": toml, "content/pursuits/post.md": entry("title: Post\nvisibility: public\nday_zero: 2026-06-01", "x"), "content/entries/2026-06-05-a.md": entry("title: Private\nsteps: thank\npursuit: post", "Who decided?\n\nWhat was I glad to learn?\n\n- [ ] What do they really want?\n- [ ] Other openings there\n- [ ] Selling points I missed\n- [ ] Gaps in skill or experience"), "content/entries/2026-06-06-b.md": entry("title: Open\nvisibility: public\nsteps: [thank, recalibrate]\npursuit: post", "Done.")})
	add("addresses of the author's", map[string]string{"journal.toml": toml + "author = \"Ann Example\"\n", "content/entries/2026-06-05-a.md": public("Contact", "Write to ann@home.example or call +49 30 1234567, or [call](tel:+4930998877). <mailto:ann@other.example>"), "content/static/humans.txt": "ann@third.example, +1 415 555 2671\n", "content/entries/2026-06-06-b.md": entry("title: Mine", "ann@home.example +49 30 1234567")})
	add("a developer's journal", map[string]string{"journal.toml": toml, "content/entries/2026-06-05-a.md": public("Serving", "Open http://localhost:8080/ or 127.0.0.1, look into /home/pi/site, then:\n\n```\ncd /Users/me/site && curl http://localhost:3000/x\n```\n\nUse livereload. <li> and <!-- no --> and `<!-- yes -->`.")})
	add("numbers", map[string]string{"journal.toml": toml, "content/entries/2026-06-05-a.md": public("Numbers", "1,234,567.89; 2026-06-05 18:20:33; 978-3-16-148410-0; 12 345 678 901; 0.30103; 192.168.0.12; 1:33:55; 5.4.3.2.1; 030 is a code.\n\n| 415 | 555 | 2671 |\n| --- | --- | --- |\n| 0 | 30 | 1234567 |")})
	add("a theme of one's own", map[string]string{"journal.toml": toml, baseTemplate: withFooter(t, "{{/* Dana Whitfield made this */}}<!-- mine --><p>Thanks for reading. Monday.</p>"), "themes/default/assets/extra.css": "/* dark */ p { color: red }", "people.toml": person("Dana Whitfield"), "content/entries/2026-06-05-a.md": public("A day", "x"), "content/entries/2026-06-06-b.md": entry("title: Monday", "x"), "content/entries/2026-06-06-c.md": entry("title: Thanks", "x")})
	add("files that are copied", map[string]string{"journal.toml": toml, "content/static/page.html": "<!DOCTYPE html><!-- hand-made --><title>Hello</title><p>Monday, at home.</p><script src=\"x.js\"></script>", "content/static/x.js": "/*! library */ var a='b'; // don't\n//# sourceMappingURL=x.js.map\n", "content/static/CNAME": "road.example\n", "content/static/data.json": "{\"a\": [1, 2.5, \"x\"]}", "content/entries/2026-06-05-a.md": public("A day", "x"), "content/entries/2026-06-06-b.md": entry("title: Hello", "x")})
	add("other scripts", map[string]string{"journal.toml": toml + "language = \"de\"\n", "people.toml": person("李娜", "Дмитрий Шостак", "Jörg Größe", "민수"), "content/entries/2026-06-05-a.md": public("Größe und Maß", "李娜 kam. Grösse, 李白. Дмитриевна. Jörg Größe auch; 民."), "content/entries/2026-06-06-b.md": entry("title: Größe", "Дмитрий")})
	add("a name that is a public name", map[string]string{"journal.toml": toml, "people.toml": "[jose]\nname = \"José Núñez\"\npublic = \"Dana\"\n[dana]\nname = \"Dana\"\npublic = \"D.\"\n[me]\nname = \"Ann Example\"\npublic = \"Ann Example\"\n", "content/entries/2026-06-05-a.md": public("A day", "José Núñez met Ann Example. Dana came.")})
	add("a bare folder", map[string]string{"2026-06-05 a.md": public("A day", "Words."), "2026-06-06 b.md": entry("title: Private words", "x"), "README.md": "About this.\n"})
	add("nothing public", map[string]string{"journal.toml": toml, "content/entries/2026-06-05-a.md": entry("title: Private words", "x")})
	add("a pursuit nobody knows", map[string]string{"journal.toml": toml, "content/pursuits/falcon.md": entry("title: Falcon\nprogram: rehab\nday_zero: 2026-05-01\nstatus: won\nended: 2026-06-01", "x"), "revealed.toml": "\"content/entries/2026-06-06-b.md\" = \"won\"\n", "content/entries/2026-06-05-a.md": entry("title: Open\nvisibility: public\npursuit: falcon\nsteps: 2", "x"), "content/entries/2026-06-06-b.md": entry("title: Revealed\nvisibility: public\npursuit: falcon\nreveal: won", "x"), "content/entries/2026-06-07-c.md": entry("title: Letter\nvisibility: public\npursuit: falcon\nopens: day 20", "x")})
	add("shared pictures", map[string]string{"journal.toml": toml, "content/entries/a/2026-06-05-a.md": public("A day", "![[boat.png]]"), "content/entries/b/2026-06-06-b.md": entry("title: Private words", "![](boat.png)"), "content/entries/b/boat.png": newVault(3).picture(false), "content/entries/a/boat.png": newVault(4).picture(false)})
	add("links to what is private", map[string]string{"journal.toml": toml, "content/entries/2026-06-05-a.md": public("A day", "See [[2026-06-06-secret-plan]], [[The secret plan]] and [the plan](2026-06-06-secret-plan.md)."), "content/entries/2026-06-06-secret-plan.md": entry("title: The secret plan", "x")})
	for seed := range uint64(32) {
		v := newVault(seed + 77_000)
		all[fmt.Sprintf("random %d", seed)] = v.write(t, false)
	}
	sample, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(sample, "journal.toml")); err == nil {
		all["the sample"] = sourceOf(sample)
	}
	return all
}
