package generator_test

import (
	"fmt"
	"strings"
	"testing"

	"journal/generator"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/memo"
)

// stated is what an entry says of who may see it, in each of the syntaxes.
type stated struct{ yaml, toml, json string }

// misstated are lines that do not say clearly who may see an entry. In each case an
// author who meant anything at all would rather be told than be published.
func misstated() []stated {
	var all []stated
	text := func(values ...string) {
		for _, v := range values {
			q := fmt.Sprintf("%q", v)
			all = append(all, stated{"visibility: " + q, "visibility = " + q, `"visibility": ` + q})
		}
	}
	text("Public", "PUBLIC", "public ", " public", "pubic", "publik", "publicc", "publi", "publíc", "ｐｕｂｌｉｃ", "рublic", "pub lic", "pub\u200blic", "\ufeffpublic", "public,", "public;", "\"public\"", "'public'",
		"public, unlisted", "public/unlisted", "public|private", "open", "yes", "true", "on", "1", "all", "everyone", "world", "listed", "un-listed", "un_listed", "Unlisted", "unlisted!", "visible", "published", "not private",
		"öffentlich", "público", "公開", "", " ", "null", "none", "public\n", "#public")
	other := func(yaml, toml, json string) { all = append(all, stated{yaml, toml, json}) }
	other("visibility: true", "visibility = true", `"visibility": true`)
	other("visibility: 1", "visibility = 1", `"visibility": 1`)
	other("visibility: 1.5", "visibility = 1.5", `"visibility": 1.5`)
	other("visibility: 2026-03-05", "visibility = 2026-03-05", `"visibility": 20260305`)
	other("visibility: [public]", "visibility = [\"public\"]", `"visibility": ["public"]`)
	other("visibility: {level: public}", "visibility = {level = \"public\"}", `"visibility": {"level": "public"}`)
	other("visibility:\n  - public\n  - private", "visibility = [\"public\", \"private\"]", `"visibility": ["public", "private"]`)
	other("visibility: on", "visibility = on", `"visibility": on`)
	other("visibility: public private", "visibility = public", `"visibility": public`)
	other("visibility: *public", "visibility = \"public", `"visibility": "public`)
	for _, key := range []string{"visiblity", "visibilty", "visibilitiy", "Visibility", "VISIBILITY", "visability", "visibilities", "visbility", "vizibility", "visibility_", "visi-bility", "visible", "visibile"} {
		other(key+": public", key+" = \"public\"", `"`+key+`": "public"`)
	}
	for _, flag := range []string{"publish", "published", "public"} {
		other(flag+": \"true\"", flag+" = \"true\"", `"`+flag+`": "true"`)
		other(flag+": yes", flag+" = \"yes\"", `"`+flag+`": "yes"`)
		other(flag+": 1", flag+" = 1", `"`+flag+`": 1`)
	}
	both := func(flag, yaml, toml string) {
		other("visibility: public\n"+flag+": "+yaml, "visibility = \"public\"\n"+flag+" = "+toml, `"visibility": "public", "`+flag+`": `+toml)
	}
	both("draft", "\"false\"", "\"false\"")
	both("draft", "no", "\"no\"")
	both("private", "\"no\"", "\"no\"")
	both("draft", "true", "true")
	both("publish", "false", "false")
	both("public", "false", "false")
	both("private", "true", "true")
	return all
}

// P3: what is said wrongly about who may see a file publishes nothing, and is an error
// with the file, in each syntax, for entries, pages and pursuits.
func TestFaultsP3(t *testing.T) {
	t.Parallel()
	m := memo.New()
	cases, published, untold := 0, 0, 0
	for i, c := range misstated() {
		for syntax, front := range map[string]string{"yaml": "---\ntitle: Marmalade\n" + c.yaml + "\n---\n", "toml": "+++\ntitle = \"Marmalade\"\n" + c.toml + "\n+++\n", "json": "{\n\"title\": \"Marmalade\", " + c.json + "\n}\n"} {
			for _, file := range []string{"content/entries/2026-03-05-x.md", "content/pages/x.md", "content/pursuits/x.md"} {
				if file != "content/entries/2026-03-05-x.md" && i%7 != 0 {
					continue
				}
				cases++
				src := sourceOf(writeJournal(t, map[string]string{"journal.toml": "title = \"Road\"\n", file: front + "\nMarmalade.\n"}))
				tree, messages, err := generator.Build(src, edition.ForPublic, m)
				if err != nil {
					t.Fatal(err)
				}
				told := false
				for _, m := range messages {
					told = told || m.Severity == diag.Error && m.Pos.File == file
				}
				if !told {
					untold++
					t.Errorf("%s %q of %s: no error, but %v", syntax, front, file, messages)
				}
				for path, content := range files(t, tree) {
					if strings.Contains(strings.ToLower(path+content), "marmalade") {
						published++
						t.Errorf("%s %q of %s is in %s", syntax, front, file, path)
						break
					}
				}
			}
		}
	}
	score(t, "P3", published+untold == 0 && len(misstated()) >= 60, "values and keys %d / files %d / published %d / without an error %d", len(misstated()), cases, published, untold)
}
