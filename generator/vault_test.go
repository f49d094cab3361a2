package generator_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"path"
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
	private map[string]bool     // entries, and files that only private entries refer to
	circle  map[string]string   // of these, those that an audience may see
	planted map[string][]string // the needles of each file of an entry
	needles []string            // words that occur in private places alone
	names   []string            // base names of entries, to link to
	real    []string            // parts of names, which are needles too
	gaps    []string            // ids of soft spots; strangers read none of them
	apart   bool                // no public entry names the private pursuit, so that it can go with the private entries
	open    bool                // defect for the tests' own sake: "private" entries are public
}

var vaultToday = civil.Date{Year: 2026, Month: 6, Day: 15}

func newVault(seed uint64) *vault {
	v := &vault{r: rand.New(rand.NewPCG(seed, 7)), files: map[string]string{}, private: map[string]bool{}, circle: map[string]string{}, planted: map[string][]string{}}
	v.files["journal.toml"] = "title = \"Vault\"\nbase_url = \"https://vault.example/\"\ntimezone = \"" + pick(v.r, "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata") + "\"\n[audience.sam]\npassphrase_env = \"J_SAM\"\n[audience.lee]\npassphrase_env = \"J_LEE\"\n"
	v.people()
	v.apart = v.r.IntN(2) == 0
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
	v := &vault{r: rand.New(rand.NewPCG(seed, 7)), files: map[string]string{}, private: map[string]bool{}, circle: map[string]string{}, planted: map[string][]string{}, open: true}
	v.files["journal.toml"] = "title = \"Vault\"\n[audience.sam]\npassphrase_env = \"J_SAM\"\n[audience.lee]\npassphrase_env = \"J_LEE\"\n"
	v.people()
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

// people are somebody who is named everywhere by names that are needles too, and a
// firm like that.
func (v *vault) people() {
	v.files["people.toml"] = fmt.Sprintf("[dana]\nname = \"Dana Whitfield\"\npublic = \"D.\"\n[robin]\nname = \"%s É%s\"\nalso = [%q, \"%s@mail.example\"]\npublic = \"R.\"\n"+
		"[firm]\nname = %q\npublic = \"the firm\"\nkind = \"organization\"\n",
		v.name(), v.name(), v.name(), v.name(), v.name())
}

// name is a word that becomes part of somebody's name.
func (v *vault) name() string {
	word := v.needle()
	v.real = append(v.real, strings.ToUpper(word[:1])+word[1:])
	return v.real[len(v.real)-1]
}

// named is one of the ways to name somebody in text.
func (v *vault) named() string {
	first, family, nick, mail, firm := v.real[0], v.real[1], v.real[2], v.real[3], v.real[4]
	return pick(v.r, first+" É"+family, first+"  E\u0301"+family, strings.ToUpper(first+" é"+family), nick, nick+"’s", nick+"s", strings.ToLower(nick), "@robin",
		firm, first+"\u00a0é"+family, nick[:4]+"\u200b"+nick[4:], nick[:4]+"\u00ad"+nick[4:], mail+"@mail.example", first+"É"+family, first+"_É"+family)
}

// carriers are the places of a text in which somebody may be named.
func (v *vault) carriers(f *strings.Builder) {
	first, family, nick, _, firm := v.real[0], v.real[1], v.real[2], v.real[3], v.real[4]
	fmt.Fprintf(f, "## What %s said\n\nI met %s and %s. **%s** É%s; %s*%s*; &#%d;%s; %s\n[%s](https://%s.example/%s \"%s\") and <https://%s.example/> and [[%s]] and [[no|%s]].\n\n",
		v.named(), v.named(), v.named(), first, family, nick[:5], nick[5:], nick[0], nick[1:], first+"\nÉ"+family, v.named(), strings.ToLower(firm), nick, v.named(), firm, nick, v.named())
	fmt.Fprintf(f, "```%s\n%s := 1 // %s\n```\n\n    %s\n\n> [!%s] %s\n> said `%s`\n\n| %s | b |\n| --- | --- |\n| a | %s |\n\n- [ ] Write to %s #%s\n\n%s[^1]\n: %s\n\n[^1]: %s\n\nA paragraph of %s ^%s\n\n![%s](https://%s.example/a.png) [up](#What-%s)\n\n",
		nick, nick, v.named(), v.named(), nick, v.named(), v.named(), v.named(), v.named(), v.named(), nick, v.named(), v.named(), v.named(), v.named(), nick, v.named(), firm, nick)
}

func (v *vault) pursuits() {
	for i, id := range []string{"northwind", "harbour", secretPursuit} {
		if v.r.IntN(3) == 0 {
			continue
		}
		level, title, publicTitle := "public", id+" %%"+v.needle()+"%%", fmt.Sprintf("public_title = \"Skill %d %%%%%s%%%%\"\n", i, v.needle())
		if id == secretPursuit {
			level, title, publicTitle = "private", id+" "+v.needle(), ""
			title += "\"\nprogram = \"" + pick(v.r, "second-place", "rehab")
		}
		named, hidden := v.needle(), v.needle()
		v.gaps = append(v.gaps, named, hidden)
		path := "content/pursuits/" + id + ".md"
		v.files[path] = fmt.Sprintf("+++\ntitle = \"%s\"\norganization = \"%s\"\nrole = \"with %s\"\nqualities = [\"like %s\"]\nsummary = \"%s\"\npeople = [\"robin: mentor\"]\nday_zero = 2026-0%d-02\nvisibility = %q\n[[gap]]\nid = %q\ntitle = %q\nopened = 2026-03-05\n%s[[gap]]\nid = %q\ntitle = %q\n"+
			"[[feedback]]\ndate = 2026-03-06\ntext = %q\n[[feedback]]\ndate = 2026-03-07\ntext = \"More\"\ngap = %q\nvisibility = \"public\"\n[[twin]]\nname = %q\nstatus = \"contacted\"\n+++\n\nThe story of %s. %%%%%s%%%%\n",
			title, v.real[4], v.named(), v.named(), v.named(), i+1, level, named, v.needle(), publicTitle, hidden, v.needle(), v.needle(), hidden, v.needle(), v.named(), v.needle())
		v.private[path] = id == secretPursuit && v.apart
	}
	if v.r.IntN(3) == 0 { // one that would have the address of another
		v.files["content/pursuits/harbour_.md"] = "+++\ntitle = " + fmt.Sprintf("%q", v.needle()) + "\n+++\n"
		v.private["content/pursuits/harbour_.md"] = true
	}
}

// secretPursuit is the pursuit that strangers do not know.
const secretPursuit = "secret-firm"

// ids are the pursuits that an entry may name.
func (v *vault) ids(private bool) []string {
	var ids []string
	for _, id := range []string{"northwind", "harbour", secretPursuit} {
		if _, ok := v.files["content/pursuits/"+id+".md"]; ok && (private || id != secretPursuit || !v.apart) {
			ids = append(ids, id)
		}
	}
	return ids
}

// hide writes the front matter that keeps an entry from strangers, one way of many,
// and says which audience may see it all the same.
func (v *vault) hide() (string, string) {
	switch v.r.IntN(5) {
	case 0:
		return "visibility = \"protected\"\naudience = [\"sam\"]\n", "sam"
	case 1:
		return "audience = [\"lee\"]\n", "lee"
	}
	return v.keep(), ""
}

// keep writes the front matter that keeps an entry private, one way of many.
func (v *vault) keep() string {
	switch v.r.IntN(14) {
	case 0:
		return ""
	case 1:
		return "visibility = \"private\"\n"
	case 2:
		return "draft = true\n"
	case 3:
		return "publish = false\n"
	case 4:
		return "draft = true\naudience = [\"sam\"]\n"
	case 5:
		return "visibility = \"public\"\nreveal = \"won\"\n"
	case 6:
		return "visibility = \"public\"\nletter = true\nopens = \"day 400\"\n"
	case 7:
		return "visibility = \"public\"\nopens = 2026-06-16\n"
	case 8:
		return "audience = [\"lee\"]\nreveal = 2027-01-01\n"
	case 9:
		return "public = true\n"
	case 11:
		return "reveal = 2026-01-01\n"
	case 12:
		return "visibility = \"private\"\nreveal = 2026-01-01\n"
	case 10:
		return "private = true\n"
	}
	return "visibility = \"public\"\nreveal = 2027-01-01\n"
}

func (v *vault) entry(i int, private bool) {
	day := civil.Date{Year: 2026, Month: 1, Day: 1}.AddDays(v.r.IntN(165))
	level := pick(v.r, "visibility = \"public\"\n", "visibility = \"public\"\n", "visibility = \"public\"\n", "visibility = \"unlisted\"\n")
	title := pick(v.r, "The call", "The letter", "A walk", "Thirty days", "A walk with "+v.named()) // titles meet
	secret := func() string { return "plain" }
	circle, needlesBefore := "", len(v.needles)
	if private {
		level, circle = v.hide()
		secret = v.needle
		if v.r.IntN(2) == 0 {
			title += " " + v.needle()
		}
		if v.r.IntN(5) == 0 {
			day = vaultToday.AddDays(1 + v.r.IntN(60))
			level, circle = pick(v.r, v.keep(), "visibility = \"public\"\n", "visibility = \"unlisted\"\n"), ""
		}
	}
	if v.open {
		level = "visibility = \"public\"\n"
	}
	base := fmt.Sprintf("%s-%s", day, pick(v.r, "the-call", "a-walk", fmt.Sprintf("n%d", i), fmt.Sprintf("n%d-%s", i, v.real[2])))
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
	if ids := v.ids(private && circle == ""); len(ids) > 0 && v.r.IntN(3) > 0 {
		fmt.Fprintf(&f, "pursuit = %q\n", ids[v.r.IntN(len(ids))])
	}
	fmt.Fprintf(&f, "steps = [%q]\n", pick(v.r, "1", "2", "3")) // each program has that many
	if v.r.IntN(3) == 0 {
		fmt.Fprintf(&f, "aliases = [%q]\n", pick(v.r, "The talk", "A nickname", v.real[2])) // aliases meet too
	}
	planted := false
	tag := pick(v.r, "sleep", "work", "Sleep", "C")
	if private {
		tag = pick(v.r, tag, "c", "C++", "sleep!", v.needle())
	} else {
		fmt.Fprintf(&f, "gave = \"a link %%%%%s%%%%\"\nsummary = \"A day <!-- %s --> with %s\"\n", v.needle(), v.needle(), v.named())
		fmt.Fprintf(&f, "quote = %q\nurl = \"https://%s.example/\"\nvia = %q\n", v.named(), v.real[4], v.real[2])
		tag += " " + v.named()
		if v.r.IntN(2) == 0 {
			fmt.Fprintf(&f, "setback = %q\nhelped = [%q]\nrest = \"5d\"\n", v.named(), v.named())
			planted = true
		}
	}
	fmt.Fprintf(&f, "tags = [%q]\nmood = 3\n", tag)
	if v.r.IntN(3) == 0 {
		fmt.Fprintf(&f, "milestone = %q\n", pick(v.r, "second-call", "offer", "feedback", "met-"+v.real[2]))
	}
	if v.r.IntN(4) == 0 {
		fmt.Fprintf(&f, "gap_worked = [%q, %q]\n", pick(v.r, append(v.gaps, "g")...), pick(v.r, append(v.gaps, "g")...))
	}
	if v.r.IntN(4) == 0 {
		fmt.Fprintf(&f, "with = [\"dana\", %q]\nfeedback_from = \"robin\"\n", v.real[2])
	}
	if !planted && v.r.IntN(5) == 0 {
		fmt.Fprintf(&f, "setback = %q\nhelped = [\"walk\"]\n", "a "+secret()+" day")
	}
	if !planted && v.r.IntN(6) == 0 {
		fmt.Fprintf(&f, "rest = \"5d\"\n")
	}
	fmt.Fprintf(&f, "next = %q\n+++\n\n", v.needle())
	v.body(&f, folder, base, private, circle, secret)
	v.files[name] = f.String()
	v.private[name], v.circle[name] = private, circle
	v.planted[name] = v.needles[needlesBefore:]
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

func (v *vault) body(f *strings.Builder, folder, base string, private bool, circle string, secret func() string) {
	fmt.Fprintf(f, "First %s words of %s.\n\n- [x] A box\n- [ ] Another %s #thank\n\n", secret(), base[:10], secret())
	v.carriers(f)
	if len(v.names) > 0 {
		other := v.names[v.r.IntN(len(v.names))]
		for name, hidden := range v.private {
			if path.Base(name) == other+".md" && hidden && (!private || circle != "" && circle != v.circle[name]) {
				other = "nothing-of-the-kind" // what a public text says itself is public
			}
		}
		fmt.Fprintf(f, "See [[%s]] and [there](%s.md).\n\n", other, other)
	}
	fmt.Fprintf(f, "See [[%s]] and [then](/entries/2026/03/the-call/).\n\n", pick(v.r, "The talk", "A nickname", "The call", "A walk"))
	fmt.Fprintf(f, "%%%%%s%%%%\n\n> [!private] %s\n> %s\n\n::: private\n%s\n:::\n\n<!-- %s -->\n", v.needle(), v.needle(), v.needle(), v.needle(), v.needle())
	switch v.r.IntN(6) {
	case 0: // a picture of its own
		name := base + ".png"
		if !private {
			about := fmt.Sprintf("%s-%s.png", v.real[2], base)
			v.files[folder+"/"+about] = v.picture(false)
			fmt.Fprintf(f, "\n![%s](%s \"%s\")\n", v.named(), about, v.named())
		}
		if private {
			v.private[folder+"/"+name], v.circle[folder+"/"+name] = true, circle
		}
		v.files[folder+"/"+name] = v.picture(private)
		fmt.Fprintf(f, "\n![A picture](%s.png)\n", base)
	case 1: // one that all share
		v.files["content/entries/shared.png"] = v.picture(false)
		fmt.Fprintf(f, "\n![[shared.png]]\n")
	case 2: // one whose folder nobody may know
		v.files["content/entries/"+v.needle()+"/"+base+"-far.png"] = v.picture(false)
		fmt.Fprintf(f, "\n![[%s-far.png]]\n", base)
		if private {
			far := "content/entries/" + v.needles[len(v.needles)-1] + "/" + base + "-far.png"
			v.private[far], v.circle[far] = true, circle
		}
	case 3: // the one that all share, under a name of the entry's own
		name := folder + "/" + base + "-copy.png"
		if v.files["content/entries/shared.png"] == "" {
			v.files["content/entries/shared.png"] = v.picture(false)
		}
		v.files[name] = v.files["content/entries/shared.png"]
		v.private[name], v.circle[name] = private, circle
		fmt.Fprintf(f, "\n![A copy](%s-copy.png)\n", base)
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
	v.files["content/pages/about.md"] = "---\ntitle: About " + v.real[2] + "\nvisibility: public\n---\nAbout me and " + v.named() + ". %%" + v.needle() + "%%\n"
	v.files["content/pages/mine.md"] = "---\ntitle: " + v.needle() + "\n---\n" + v.needle() + "\n"
	v.private["content/pages/mine.md"] = true
	v.files["content/pages/about_.md"] = "---\ntitle: About\n---\n" + v.needle() + "\n" // would have the address of another
	v.private["content/pages/about_.md"] = true
	v.files["content/static/robots-note.txt"] = "as it is\n"
}

// write lays the vault out in a new folder; without its private files if asked.
func (v *vault) write(t *testing.T, without bool) generator.Source {
	t.Helper()
	return v.writeSome(t, func(name string) bool { return !without || !v.private[name] })
}

// writeSome lays out some of the vault's files.
func (v *vault) writeSome(t *testing.T, keep func(name string) bool) generator.Source {
	t.Helper()
	kept := map[string]string{}
	for name, text := range v.files {
		if keep(name) {
			kept[name] = text
		}
	}
	return generator.Source{Folder: writeJournal(t, kept), Themes: themes.FS, Now: time.Now, Today: vaultToday}
}
