package generator_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"journal/generator"
)

// An upheaval is a journal to which random things happen, in the real file
// system, and the folders that a doorbell would name.
type upheaval struct {
	t      *testing.T
	r      *rand.Rand
	vault  *vault
	src    generator.Source
	away   string // outside of the journal
	writes int
	bell   map[string]bool
}

func newUpheaval(t *testing.T, seed uint64) *upheaval {
	v := newVault(seed)
	src := v.write(t, false)
	src.Output = filepath.Join(src.Folder, "public")
	return &upheaval{t: t, r: rand.New(rand.NewPCG(seed, 9)), vault: v, src: src, away: t.TempDir(), bell: map[string]bool{}}
}

func (u *upheaval) do(err error) {
	u.t.Helper()
	if err != nil {
		u.t.Fatal(err)
	}
}

func (u *upheaval) at(rel string) string { return filepath.Join(u.src.Folder, filepath.FromSlash(rel)) }

// rung gives the folders in which something happened since it was last asked.
func (u *upheaval) rung() []string {
	folders := slices.Sorted(maps.Keys(u.bell))
	clear(u.bell)
	return folders
}

// ring rings for a path: its folder and, if it is one, all below it.
func (u *upheaval) ring(rel string) {
	u.bell[path.Dir(rel)] = true
	_ = filepath.WalkDir(u.at(rel), func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			below, _ := filepath.Rel(u.src.Folder, p)
			u.bell[filepath.ToSlash(below)] = true
		}
		return err
	})
}

// all lists the files, or the folders, of the journal.
func (u *upheaval) all(folders bool) []string {
	var found []string
	u.do(filepath.WalkDir(u.src.Folder, func(p string, d fs.DirEntry, err error) error {
		if rel, _ := filepath.Rel(u.src.Folder, p); err == nil && d.IsDir() == folders && rel != "." && rel != "content" {
			found = append(found, filepath.ToSlash(rel))
		}
		return err
	}))
	return found
}

func (u *upheaval) pick(of []string) string { return of[u.r.IntN(len(of))] }

// entry picks one that is there, most of the time.
func (u *upheaval) entry() string {
	var there []string
	for _, f := range u.all(false) {
		if strings.HasPrefix(f, "content/") && strings.HasSuffix(f, ".md") {
			there = append(there, f)
		}
	}
	if len(there) == 0 || u.r.IntN(4) == 0 {
		folder := u.pick([]string{"content/entries", "content/entries/2026", "content/entries/deep/er", "content/pages"})
		return fmt.Sprintf("%s/2026-0%d-1%d-%s.md", folder, 1+u.r.IntN(5), u.r.IntN(9), u.pick([]string{"a-walk", "The-Call", "n7", "über"}))
	}
	return u.pick(there)
}

// save writes a file in one of the ways of editors.
func (u *upheaval) save(rel, text string) {
	file := u.at(rel)
	if info, err := os.Lstat(file); err == nil && !info.Mode().IsRegular() {
		u.do(os.RemoveAll(file))
	}
	u.do(os.MkdirAll(filepath.Dir(file), 0o755))
	if was, err := os.ReadFile(file); u.r.IntN(2) == 0 && (err != nil || 2*len(text) >= len(was)) {
		u.do(os.WriteFile(file, []byte(text), 0o644))
	} else {
		u.do(os.WriteFile(file+"~", []byte(text), 0o644))
		u.do(os.Rename(file+"~", file))
	}
	u.ring(rel)
	for folder := path.Dir(rel); folder != "."; folder = path.Dir(folder) {
		u.bell[path.Dir(folder)] = true // it may have been made
	}
}

// text is that of an entry, right or wrong.
func (u *upheaval) text() string {
	u.writes++
	front := u.pick([]string{"", "visibility: public\n", "visibility: public\n", "visibility: unlisted\n", "audience: [sam]\n", "audience: [sam, lee]\n", "visibility: protected\naudience: lee\n", "draft: true\n", "visibility: publik\n", "steps: feedbak\n"})
	if u.r.IntN(3) == 0 {
		front += "pursuit: " + u.pick([]string{"northwind", "harbour", secretPursuit, "nobody"}) + "\n"
	}
	if u.r.IntN(3) == 0 {
		front += "tags: [" + u.pick([]string{"sleep", "Work", "c"}) + "]\nmood: 3\n"
	}
	if u.r.IntN(4) == 0 {
		front += "aliases: [" + u.pick([]string{"The talk", "A nickname", "/old/one/", "/Old/two.html", "/about/"}) + "]\n"
	}
	if u.r.IntN(3) == 0 {
		front += u.pick([]string{
			"steps: [thank, feedback]\ndone: true\n", "steps: [recalibrate]\nstate: working\n", "steps: [twin]\nstate: reopen\n", "milestone: second-call\n",
			"setback: froze\nhelped: [walk, sleep]\n", "rest: 5d\n", "gave: an article\nwith: [dana]\n", "letter: true\nopens: day 30\n", "letter: true\nopens: 2026-06-20\n",
			"reveal: won\n", "reveal: 2026-06-10\n", "gap_opened: [sql]\n", "gap_closed: [sql]\n", "feedback_from: dana\n", "lang: de\n", "energy: 4\nsleep: 7\n", "date: 2026-06-18\n",
			"next: Call Dana\nnext_by: 2026-06-17\n", "summary: Dana Whitfield called\n", "slug: the-same\n", "image: shared.png\n",
		})
	}
	body := fmt.Sprintf("Words %d, [[The talk]], [[%s]], with @dana.\n\n![](%s)\n", u.writes, u.pick(append(u.vault.names, "nothing")), u.pick([]string{"shared.png", "x.png", "/entries/p.png"}))
	if u.r.IntN(2) == 0 {
		body = fmt.Sprintf("Words %d, [[A nickname]].\n", u.writes)
	}
	return fmt.Sprintf("---\ntitle: %s %d\n%s---\n%s", u.pick([]string{"The call", "A walk"}), u.r.IntN(4), front, body)
}

// something happens; it says what.
func (u *upheaval) something() string {
	n := u.r.IntN(1000)
	for _, h := range happenings {
		if n -= h.weight; n < 0 {
			return h.do(u)
		}
	}
	return u.write()
}

// happenings have weights out of a thousand; the rest are entries that are
// written.
var happenings = []struct {
	weight int
	do     func(*upheaval) string
}{
	{120, (*upheaval).rename}, {30, (*upheaval).renameCase}, {90, (*upheaval).remove}, {50, (*upheaval).flip},
	{40, (*upheaval).moveFolder}, {25, (*upheaval).moveOut}, {30, (*upheaval).moveIn}, {40, (*upheaval).makeFolder},
	{60, (*upheaval).configure}, {30, (*upheaval).people}, {50, (*upheaval).pursuit},
	{40, (*upheaval).theme}, {40, (*upheaval).static}, {60, (*upheaval).paint}, {20, (*upheaval).link},
	{20, (*upheaval).reveal}, {15, (*upheaval).newDay}, {25, (*upheaval).speak},
	{4, (*upheaval).empty}, {4, (*upheaval).bare}, {10, (*upheaval).touch},
}

func (u *upheaval) write() string {
	file := u.entry()
	u.save(file, u.text())
	return "write " + file
}

func (u *upheaval) flip() string {
	file := u.entry()
	was, err := os.ReadFile(u.at(file))
	if err != nil {
		return "nothing"
	}
	text := string(was)
	switch {
	case strings.Contains(text, "visibility: public\n"):
		text = strings.Replace(text, "visibility: public\n", u.pick([]string{"visibility: private\n", "audience: [sam]\n", "audience: lee\n"}), 1)
	case strings.Contains(text, "audience: [sam]\n"):
		text = strings.Replace(text, "audience: [sam]\n", u.pick([]string{"audience: [lee]\n", "visibility: public\n", "visibility: protected\n"}), 1)
	default:
		text = strings.Replace(text, "visibility: private\n", "visibility: public\n", 1)
	}
	u.save(file, text)
	return "flip " + file
}

// move renames, over what is there.
func (u *upheaval) move(from, to string) string {
	if from == to || strings.HasPrefix(to, from+"/") || strings.HasPrefix(from, to+"/") {
		return "nothing"
	}
	u.do(os.RemoveAll(u.at(to)))
	u.do(os.MkdirAll(filepath.Dir(u.at(to)), 0o755))
	u.do(os.Rename(u.at(from), u.at(to)))
	u.ring(from)
	u.ring(to)
	for folder := path.Dir(to); folder != "."; folder = path.Dir(folder) {
		u.bell[path.Dir(folder)] = true
	}
	return "rename " + from + " to " + to
}

func (u *upheaval) someOf(folders bool) (string, bool) {
	all := u.all(folders)
	if len(all) == 0 {
		return "", false
	}
	return u.pick(all), true
}

func (u *upheaval) rename() string {
	from := u.entry()
	if _, err := os.Lstat(u.at(from)); err != nil {
		return "nothing"
	}
	return u.move(from, u.entry())
}

func (u *upheaval) renameCase() string {
	from, ok := u.someOf(u.r.IntN(4) == 0)
	if !ok {
		return "nothing"
	}
	name := path.Base(from)
	if name == strings.ToUpper(name) {
		name = strings.ToLower(name)
	} else {
		name = strings.ToUpper(name)
	}
	return u.move(from, path.Join(path.Dir(from), name))
}

func (u *upheaval) remove() string {
	file, ok := u.someOf(u.r.IntN(30) == 0)
	if !ok {
		return "nothing"
	}
	u.ring(file)
	u.do(os.RemoveAll(u.at(file)))
	return "remove " + file
}

func (u *upheaval) moveFolder() string {
	from, ok := u.someOf(true)
	if !ok {
		return "nothing"
	}
	return u.move(from, path.Join(u.pick([]string{"content", "content/entries", "content/pages"}), u.pick([]string{"moved", "2026", "x"})))
}

func (u *upheaval) moveOut() string {
	folder, ok := u.someOf(true)
	if !ok {
		return "nothing"
	}
	u.ring(folder)
	u.writes++
	u.do(os.Rename(u.at(folder), filepath.Join(u.away, fmt.Sprint(u.writes))))
	return "move " + folder + " out"
}

// moveIn brings back what was moved out, with the times that it has.
func (u *upheaval) moveIn() string {
	outside, err := os.ReadDir(u.away)
	u.do(err)
	if len(outside) == 0 {
		return "nothing"
	}
	to := u.pick([]string{"content/entries/back", "content/pages/back", "content/pursuits", "content/static", "themes/default", "content/entries"})
	u.do(os.RemoveAll(u.at(to)))
	u.do(os.MkdirAll(filepath.Dir(u.at(to)), 0o755))
	u.do(os.Rename(filepath.Join(u.away, outside[0].Name()), u.at(to)))
	u.ring(to)
	u.ring(path.Dir(to))
	return "move " + to + " in"
}

func (u *upheaval) makeFolder() string {
	folder := path.Join(u.pick([]string{"content/entries", "content/pages", "content"}), u.pick([]string{"new", "newer", ".git", "x.bak"}), "deep")
	u.save(folder+"/2026-04-0"+fmt.Sprint(1+u.r.IntN(9))+"-in.md", u.text())
	return "make " + folder
}

func (u *upheaval) configure() string {
	text := u.pick([]string{
		"title = \"Vault\"\nbase_url = \"https://vault.example/\"\n",
		"title = \"Other\"\ntimezone = \"Asia/Kolkata\"\nday_ends_at = \"03:00\"\n",
		"title = \"Other\"\nbase_url = \"https://vault.example/below/\"\n[privacy]\nlink_key = \"a key that is long enough\"\n",
		"title = \"Colour\"\n[theme]\nfonts = \"system\"\n",
		"title = \"Vault\"\n[audience.sam]\npassphrase_env = \"S\"\n",
		"title = \"Vault\"\n[audience.lee]\npassphrase_env = \"L\"\n[audience.sam]\npassphrase_env = \"S\"\n",
		"title = \"Vault\"\nbase_url = \"https://vault.example/\"\n[audience.me]\npassphrase_env = \"M\"\n[audience.sam]\npassphrase_env = \"S\"\n",
		"title = \"Sprache\"\nlanguage = \"de\"\nweek_starts = \"sunday\"\n",
		"title = \"Plain\"\ntheme = \"" + u.pick([]string{"plain", "book", "default", "own", "nowhere"}) + "\"\n",
		"title = \"Grief\"\n[program]\nid = \"" + u.pick([]string{"grief", "rehab", "twelve-steps"}) + "\"\n[program.words]\nsetback = \"flare-up\"\n",
		"title = \"Steps\"\n[program]\nid = \"own\"\n[[program.step]]\nid = \"thank\"\nname = \"Thank\"\nmode = \"once\"\n[[program.step]]\nid = \"feedback\"\nname = \"Ask\"\nmode = \"repeat\"\nevery = \"14d\"\n",
		"title = \"Strict\"\n[privacy]\ndefault = \"public\"\nforbid = [\"Whitfield\"]\nprivate_fields = [\"mood\", \"with\"]\ntrust_publish = true\n[frontmatter]\nextra = [\"sleep\"]\nscale = 3\n[feed]\nentries = 2\nfull = false\n",
		"titel = \"Wrong\"\n",
		"title = \"Broken\n",
	})
	u.save("journal.toml", text)
	return "configure " + text
}

func (u *upheaval) people() string {
	text := u.pick([]string{
		"[dana]\nname = \"Dana Whitfield\"\npublic = \"D.\"\n",
		"[dana]\nname = \"Dana Whitfield\"\n",
		"[dana]\nname = \"Dana\"\npublic = \"Somebody\"\n[sam]\nname = \"Sam\"\n",
		"[dana]\nname = \"Dana Whitfield\"\nalso = [\"a walk\", \"the call\", \"Another\"]\npublic = \"" + u.pick([]string{"D.", "somebody", ""}) + "\"\n",
		"[dana\n",
		"",
	})
	if text == "" {
		u.do(os.RemoveAll(u.at("people.toml")))
		u.ring("people.toml")
		return "no people"
	}
	u.save("people.toml", text)
	return "people " + text
}

func (u *upheaval) pursuit() string {
	file := "content/pursuits/" + u.pick([]string{"northwind", "harbour", secretPursuit}) + ".md"
	u.writes++
	u.save(file, fmt.Sprintf("+++\ntitle = \"Pursuit %d\"\nday_zero = 2026-0%d-02\nvisibility = %q\n%s+++\n\nThe story.\n",
		u.writes, 1+u.r.IntN(4), u.pick([]string{"public", "private"}), u.pick([]string{"", "program = \"rehab\"\n", "won = 2026-05-05\n", "ended = 2026-05-05\n"})))
	return "pursuit " + file
}

// theme changes the site's own theme files, or takes them away.
func (u *upheaval) theme() string {
	if u.r.IntN(3) == 0 {
		u.ring("themes")
		u.do(os.RemoveAll(u.at("themes")))
		return "no theme"
	}
	u.writes++
	name, text := "themes/default/layouts/page.html", fmt.Sprintf("{{define \"main\"}}<p>Page %d{{end}}\n", u.writes)
	switch u.r.IntN(8) {
	case 4:
		name, text = "themes/own/theme.toml", u.pick([]string{"on = \"plain\"\n", "on = \"default\"\n", "on = \"own\"\n", "on ="})
	case 5:
		name, text = "themes/default/layouts/partials/badge.html", fmt.Sprintf("{{define \"badge\"}}<b>%d</b>{{end}}\n", u.writes)
	case 6:
		name, text = "themes/own/layouts/entry.html", fmt.Sprintf("{{define \"main\"}}<p>Entry %d {{.Title}}{{end}}\n", u.writes)
	case 0:
		name, text = "themes/default/layouts/entry.css", fmt.Sprintf(".e%d { color: red }\n", u.writes)
	case 1:
		name, text = "themes/default/assets/extra.css", fmt.Sprintf(".x%d { color: red }\n", u.writes)
	case 2:
		text = "{{define \"main\"}}{{.Nothing}}{{end}}\n"
	}
	u.save(name, text)
	return "theme " + name
}

// speak changes what pages say, or takes that back.
func (u *upheaval) speak() string {
	u.writes++
	name := "themes/default/i18n/" + u.pick([]string{"en", "de", "xx"}) + ".toml"
	u.save(name, u.pick([]string{fmt.Sprintf("[word]\nstep = \"stride %d\"\n", u.writes), "[word]\nsetback = \"dip\"\na-setback = \"a dip\"\n", "[word]\nnothing = \"x\"\n", "[word"}))
	return "speak " + name
}

// reveal agrees to some reveals.
func (u *upheaval) reveal() string {
	text := ""
	for range u.r.IntN(4) {
		text += fmt.Sprintf("%q = %q\n", u.entry(), u.pick([]string{"won", "2026-06-10"}))
	}
	u.save("revealed.toml", text)
	return "reveal " + text
}

// newDay is a day later, or the first again.
func (u *upheaval) newDay() string {
	u.src.Today = u.src.Today.AddDays(1 + u.r.IntN(9))
	if u.r.IntN(4) == 0 {
		u.src.Today = vaultToday
	}
	return "a new day, " + u.src.Today.String()
}

func (u *upheaval) static() string {
	name := "content/static/" + u.pick([]string{"CNAME", "favicon.svg", ".nojekyll", ".well-known/security.txt", "robots.txt", "index.html", ".git/config"})
	u.writes++
	u.save(name, fmt.Sprintf("static %d\n", u.writes))
	return "static " + name
}

// paint makes or changes a picture, now and then without a change of its size.
func (u *upheaval) paint() string {
	name := u.pick([]string{"content/entries/shared.png", "content/entries/x.png", "content/entries/p.png", "content/pages/x.png"})
	u.save(name, u.vault.picture(u.r.IntN(4) == 0))
	return "paint " + name
}

func (u *upheaval) link() string {
	name := "content/entries/" + u.pick([]string{"2026-02-02-linked.md", "linked.png", "linked"})
	target := u.pick([]string{"../../people.toml", "../pages/about.md", "shared.png", "..", "nowhere", u.away})
	u.do(os.MkdirAll(u.at("content/entries"), 0o755))
	u.do(os.RemoveAll(u.at(name)))
	u.do(os.Symlink(target, u.at(name)))
	u.ring(name)
	u.ring("content/entries")
	return "link " + name + " to " + target
}

// empty leaves a file as a program does that dies while it writes.
func (u *upheaval) empty() string {
	file := u.entry()
	if info, err := os.Lstat(u.at(file)); err != nil || !info.Mode().IsRegular() {
		return "nothing"
	}
	u.do(os.Truncate(u.at(file), 0))
	u.ring(file)
	return "empty " + file
}

// bare makes the journal a folder of loose files.
func (u *upheaval) bare() string {
	for _, name := range []string{"content", "journal.toml"} {
		u.ring(name)
		u.do(os.RemoveAll(u.at(name)))
	}
	u.save("loose/2026-03-05-loose.md", u.text())
	return "a bare folder"
}

func (u *upheaval) touch() string {
	file, ok := u.someOf(false)
	if !ok {
		return "nothing"
	}
	if was, err := os.ReadFile(u.at(file)); err == nil {
		u.do(os.WriteFile(u.at(file), was, 0o644))
	}
	u.ring(file)
	return "touch " + file
}
