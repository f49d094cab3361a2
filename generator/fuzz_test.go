package generator_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/themes"
)

// Whatever stands in the files, a build ends, says what is wrong in plain words,
// and keeps private what is: an entry that says so, and one that does not say that
// it may be seen.
func FuzzBuild(f *testing.F) {
	for _, c := range found {
		if len(c.text) < 10000 {
			f.Add([]byte(c.text), []byte("title = \"T\"\n"), []byte("[dana]\npublic = \"D.\"\n"), []byte("---\nvisibility: public\n---\nThe story.\n"))
		}
	}
	entry := "---\npursuit: northwind\nsteps: [1, twin, step]\nwith: [dana]\nreveal: won + 30d\nrest: 5d\ngap_closed: [sql]\nvisibility: public\n---\n# A %%b%%\n\n![[x]] [y](../z \"t\")\n\n::: private\n- [ ] a\n"
	pursuit := "+++\nstatus = \"won\"\nprogram = \"rehab\"\nday_zero = 2026-03-02\n[[gap]]\nid = \"sql\"\npublic_title = \"S\"\n[[twin]]\nname = \"C\"\n[steps_done]\nthank = 2026-03-03\n[[milestone]]\nid = \"offer\"\ndate = 2026-04-01\n+++\nStory.\n"
	config := "timezone = \"Asia/Kolkata\"\nlanguage = \"he\"\nbase_url = \"https://a.example/b/\"\nday_ends_at = \"03:00\"\n[privacy]\ndefault = \"public\"\ntrust_publish = true\nlink_key = \"k\"\n[program]\nid = \"p\"\n[[program.step]]\nid = \"step\"\nmode = \"count\"\nof = \"twins\"\nneeds = 3\n"
	f.Add([]byte(entry), []byte(config), []byte("[dana]\nname = \"Dana\"\nalso = [\"D\"]\n"), []byte(pursuit))
	f.Add([]byte("\x00\xff---\n"), []byte("\xff"), []byte("[[a]]\n[a.b]\n"), []byte("+++\na = [\n+++"))
	m := memo.New()
	f.Fuzz(func(t *testing.T, entry, config, people, pursuit []byte) {
		if len(entry)+len(config)+len(people)+len(pursuit) > 20000 {
			return
		}
		const needle = "zqvwkxjbpfhm"
		dir := writeJournal(t, map[string]string{
			"journal.toml": string(config), "people.toml": string(people),
			"content/pursuits/northwind.md":                string(pursuit),
			"content/entries/2026-03-05-fuzzed.md":         string(entry),
			"content/entries/2026-03-06-" + needle + ".md": "---\ntitle: " + needle + "\nvisibility: private\ntags: [" + needle + "]\n---\n" + needle + "\n",
			"content/entries/2026-03-07-mine.md":           "---\nvisibility: public\ndraft: true\n---\n" + needle + "\n",
			"content/entries/2026-03-08-doubtful.md":       "---\nvisibility: Public\n---\n" + needle + "\n",
		})
		src := generator.Source{Folder: dir, Themes: themes.FS, Now: time.Now, Today: vaultToday}
		tree, messages, err := generator.Build(src, edition.ForPublic, m)
		if err != nil {
			t.Fatal(err)
		}
		checkPlain(t, messages)
		published := false
		for path, text := range files(t, tree) {
			if strings.Contains(path, needle) || strings.Contains(text, needle) {
				t.Errorf("%s shows a private entry", path)
			}
			published = published || strings.HasPrefix(path, "entries/")
		}
		said := bytes.Join([][]byte{entry, config}, nil)
		if published && !bytes.Contains(said, []byte("publi")) && !bytes.Contains(said, []byte("unlisted")) {
			t.Error("an entry is published that nothing says may be")
		}
	})
}
