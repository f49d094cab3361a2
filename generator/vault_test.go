package generator_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/civil"
	"journal/themes"
)

// A vault is a random journal that knows which of its files are private.
type vault struct {
	r       *rand.Rand
	files   map[string]string
	private map[string]bool // entries, and files that only private entries refer to
	needles []string        // words that occur in private places alone
	levels  []string        // how a private entry is made private; see hide
	names   []string        // base names of entries, to link to
	open    bool            // defect for the tests' own sake: "private" entries are public
}

var vaultToday = civil.Date{Year: 2026, Month: 6, Day: 15}

func newVault(seed uint64) *vault {
	v := &vault{r: rand.New(rand.NewPCG(seed, 7)), files: map[string]string{}, private: map[string]bool{}}
	v.files["journal.toml"] = "title = \"Vault\"\nbase_url = \"https://vault.example/\"\ntimezone = \"" + pick(v.r, "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata") + "\"\n"
	v.files["people.toml"] = "[dana]\nname = \"Dana Whitfield\"\npublic = \"D.\"\n"
	v.pursuits()
	public := 1 + v.r.IntN(12)
	hidden := v.r.IntN(20)
	if v.r.IntN(20) == 0 {
		public, hidden = 1, 200
	}
	for i := range public {
		v.entry(i, false)
	}
	for i := range hidden {
		v.entry(public+i, true)
	}
	v.pages()
	return v
}

// withFilterBroken is the same vault with its private entries made public: what
// the properties below would see if the filter let them through.
func withFilterBroken(seed uint64) *vault {
	v := &vault{r: rand.New(rand.NewPCG(seed, 7)), files: map[string]string{}, private: map[string]bool{}, open: true}
	v.files["journal.toml"] = "title = \"Vault\"\n"
	v.pursuits()
	for i := range 4 {
		v.entry(i, i > 1)
	}
	return v
}

func pick(r *rand.Rand, words ...string) string { return words[r.IntN(len(words))] }

// needle is a word that nothing public contains.
func (v *vault) needle() string {
	const letters = "bcdfghjklmnpqrstvwxz"
	b := []byte("zq")
	for range 10 {
		b = append(b, letters[v.r.IntN(len(letters))])
	}
	v.needles = append(v.needles, string(b))
	return string(b)
}

func (v *vault) pursuits() {
	for i, id := range []string{"northwind", "harbour", "secret-firm"} {
		if v.r.IntN(3) == 0 {
			continue
		}
		level, gapTitle, said := "public", "public_title = \"A skill\"\n", ""
		if id == "secret-firm" {
			level = "private"
			gapTitle = ""
			said = v.needle()
		}
		gapNeedle := v.needle()
		v.files["content/pursuits/"+id+".md"] = fmt.Sprintf("+++\ntitle = %q\nday_zero = 2026-0%d-02\nvisibility = %q\n[[gap]]\nid = \"g%d\"\ntitle = %q\nopened = 2026-03-05\n%s[[gap]]\nid = \"hidden%d\"\ntitle = %q\n[[feedback]]\ndate = 2026-03-06\ntext = %q\n[[twin]]\nname = %q\nstatus = \"contacted\"\n+++\n\nThe story. %%%%%s%%%%\n",
			strings.TrimSpace(id+" "+said), i+1, level, i, gapNeedle, gapTitle, i, v.needle(), v.needle(), v.needle(), v.needle())
	}
}

func (v *vault) ids() []string {
	var ids []string
	for _, id := range []string{"northwind", "harbour", "secret-firm"} {
		if _, ok := v.files["content/pursuits/"+id+".md"]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// hide writes the front matter that keeps an entry private, one way of many.
func (v *vault) hide() string {
	switch v.r.IntN(7) {
	case 0:
		return ""
	case 1:
		return "visibility = \"private\"\n"
	case 2:
		return "draft = true\n"
	case 3:
		return "publish = false\n"
	case 4:
		return "visibility = \"protected\"\n"
	case 5:
		return "visibility = \"public\"\nreveal = \"won\"\n"
	}
	return "visibility = \"public\"\nreveal = 2027-01-01\n"
}

func (v *vault) entry(i int, private bool) {
	day := civil.Date{Year: 2026, Month: 1, Day: 1}.AddDays(v.r.IntN(165))
	level := pick(v.r, "visibility = \"public\"\n", "visibility = \"public\"\n", "visibility = \"public\"\n", "visibility = \"unlisted\"\n")
	title := pick(v.r, "The call", "The letter", "A walk", "Thirty days") // titles meet
	secret := func() string { return "plain" }
	if private {
		level = v.hide()
		secret = v.needle
		if v.r.IntN(2) == 0 {
			title += " " + v.needle()
		}
		if v.r.IntN(5) == 0 {
			day = vaultToday.AddDays(1 + v.r.IntN(60))
		}
	}
	if v.open {
		level = "visibility = \"public\"\n"
	}
	base := fmt.Sprintf("%s-%s", day, pick(v.r, "the-call", "a-walk", fmt.Sprintf("n%d", i)))
	if private && v.r.IntN(3) == 0 {
		base = day.String() + "-" + v.needle()
	}
	folder := pick(v.r, "content/entries", "content/entries/2026", "content/entries/deep/er")
	name := folder + "/" + base + ".md"
	if _, taken := v.files[name]; taken || (!private || v.open) && v.meets(base) {
		return // two published entries may not share an address
	}
	var f strings.Builder
	fmt.Fprintf(&f, "+++\ntitle = %q\n%s", title, level)
	if ids := v.ids(); len(ids) > 0 && v.r.IntN(3) > 0 {
		fmt.Fprintf(&f, "pursuit = %q\n", ids[v.r.IntN(len(ids))])
	}
	fmt.Fprintf(&f, "steps = [%q]\n", pick(v.r, "thank", "feedback", "recalibrate", "add-value", "twin", "persist"))
	tag := pick(v.r, "sleep", "work", "Sleep")
	if private {
		tag = pick(v.r, tag, v.needle())
	}
	fmt.Fprintf(&f, "tags = [%q]\nmood = 3\n", tag)
	if v.r.IntN(3) == 0 {
		fmt.Fprintf(&f, "milestone = %q\n", pick(v.r, "second-call", "offer", "feedback"))
	}
	if v.r.IntN(4) == 0 {
		fmt.Fprintf(&f, "gap_worked = [\"g%d\", \"hidden%d\"]\n", v.r.IntN(3), v.r.IntN(3))
	}
	if v.r.IntN(4) == 0 {
		fmt.Fprintf(&f, "with = [\"dana\"]\n")
	}
	if v.r.IntN(5) == 0 {
		fmt.Fprintf(&f, "setback = %q\nhelped = [\"walk\"]\n", "a "+secret()+" day")
	}
	if v.r.IntN(6) == 0 {
		fmt.Fprintf(&f, "rest = \"5d\"\n")
	}
	fmt.Fprintf(&f, "next = %q\n+++\n\n", v.needle())
	v.body(&f, folder, base, private, secret)
	v.files[name] = f.String()
	v.private[name] = private
	v.names = append(v.names, base)
}

// meets reports whether a published entry would have the same address.
func (v *vault) meets(base string) bool {
	address := func(base string) string { return base[:len("2006-01")] + base[len("2006-01-02"):] }
	for name := range v.files {
		other := strings.TrimSuffix(path.Base(name), ".md")
		if strings.HasPrefix(name, "content/entries/") && len(other) > len("2006-01-02") && address(other) == address(base) && (!v.private[name] || v.open) {
			return true
		}
	}
	return false
}

func (v *vault) body(f *strings.Builder, folder, base string, private bool, secret func() string) {
	fmt.Fprintf(f, "First %s words of %s.\n\n- [x] A box\n- [ ] Another %s #thank\n\n", secret(), base[:10], secret())
	if len(v.names) > 0 {
		other := v.names[v.r.IntN(len(v.names))]
		for name, hidden := range v.private {
			if path.Base(name) == other+".md" && hidden && !private {
				other = "nothing-of-the-kind" // what a public text says itself is public
			}
		}
		fmt.Fprintf(f, "See [[%s]] and [there](%s.md).\n\n", other, other)
	}
	fmt.Fprintf(f, "%%%%%s%%%%\n\n> [!private] %s\n> %s\n\n::: private\n%s\n:::\n\n<!-- %s -->\n", v.needle(), v.needle(), v.needle(), v.needle(), v.needle())
	switch v.r.IntN(4) {
	case 0: // a picture of its own
		name := base + ".png"
		if private {
			v.private[folder+"/"+name] = true
		}
		v.files[folder+"/"+name] = v.picture(private)
		fmt.Fprintf(f, "\n![A picture](%s.png)\n", base)
	case 1: // one that all share
		v.files["content/entries/shared.png"] = v.picture(false)
		fmt.Fprintf(f, "\n![[shared.png]]\n")
	}
}

// picture is a small PNG; a private one carries a needle behind its end.
func (v *vault) picture(private bool) string {
	img := image.NewRGBA(image.Rect(0, 0, 2, 2))
	img.Set(0, 0, color.RGBA{uint8(v.r.IntN(256)), 9, 9, 255})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	if private {
		b.WriteString(v.needle())
	}
	return b.String()
}

func (v *vault) pages() {
	v.files["content/pages/about.md"] = "---\ntitle: About\nvisibility: public\n---\nAbout me. %%" + v.needle() + "%%\n"
	v.files["content/pages/mine.md"] = "---\ntitle: " + v.needle() + "\n---\n" + v.needle() + "\n"
	v.private["content/pages/mine.md"] = true
	v.files["content/static/robots-note.txt"] = "as it is\n"
}

// write lays the vault out in a new folder; without its private files if asked.
func (v *vault) write(t *testing.T, without bool) generator.Source {
	t.Helper()
	dir := t.TempDir()
	for name, text := range v.files {
		if without && v.private[name] {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return generator.Source{Folder: dir, Themes: themes.FS, Now: time.Now, Today: vaultToday}
}
