package publish

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"journal/generator/manifest"
)

// Item is a file of the site that is to be published.
type Item struct {
	Path   string
	Size   int64
	Tag    manifest.Tag // of its bytes
	Hashed bool         // its name says what is in it
}

// Steps is what a publication does, in the order in which it does it. All lists but
// Waves are sorted.
type Steps struct {
	// TakeDown are pages that the site no longer has, and what lay beside them.
	TakeDown []string

	// Waves are the files to send. Those of a wave need nothing that comes after it.
	Waves [][]string

	// Retire is what only replaced pages needed, and strangers must not find once
	// they are replaced: the former picture of an entry.
	Retire []string

	// Keep are styles and scripts of the former publication. They stay for one
	// publication more, since pages that are open somewhere may ask for them.
	Keep []string

	// Sweep are styles and scripts that were kept last time.
	Sweep []string

	Unchanged []string // files of the site that are there as they should be
	Foreign   []string // what others put there; it stays as it is
	InTheWay  []string // what others put there, and stands where a file has to go
}

// Send are all files to send, in order.
func (s Steps) Send() []string { return slices.Concat(s.Waves...) }

// Delete are all files to delete, in order.
func (s Steps) Delete() []string { return slices.Concat(s.TakeDown, s.Retire, s.Sweep) }

// Idle reports whether the place is as it should be. What could be swept waits for
// the next change.
func (s Steps) Idle() bool {
	return len(s.Waves) == 0 && len(s.TakeDown) == 0 && len(s.Retire) == 0 && len(s.Keep) == 0
}

// Gone is how many files of the site that lies there the new one no longer has.
func (s Steps) Gone() int { return len(s.TakeDown) + len(s.Retire) }

// Plan says what has to be done so that a place holds the site. known is what the
// manifest there says, nothing if there is none; there are the files. It is a pure
// function: the same three give the same steps.
//
// A file is taken to be as it should be if the manifest says so and its size, where
// the host tells it, does not belie that.
func Plan(known manifest.Tags, there map[string]Object, site []Item) Steps {
	p := planner{known, there, map[string]Item{}, map[string]string{}}
	for _, item := range site {
		p.site[item.Path] = item
		for name := item.Path; name != "."; name = path.Dir(name) {
			p.folds[fold(name)] = name
		}
	}
	var s Steps
	var gone []string
	for at := range there {
		switch _, wanted := p.site[at]; {
		case at == ManifestPath || wanted:
		case known.Has(manifest.Kept(at)):
			s.Sweep = append(s.Sweep, at)
		case !known.Has(manifest.File(at)):
			s.Foreign = append(s.Foreign, at)
			if p.shadowed(at) {
				s.InTheWay = append(s.InTheWay, at)
			}
		default:
			gone = append(gone, at)
		}
	}
	p.sortGone(&s, gone)
	p.sortSite(&s, site)
	for _, list := range []*[]string{&s.TakeDown, &s.Retire, &s.Keep, &s.Sweep, &s.Unchanged, &s.Foreign, &s.InTheWay} {
		slices.Sort(*list)
	}
	slices.SortFunc(s.TakeDown, pagesFirst)
	return s
}

// pagesFirst sorts pages before what they show, so that none lacks it.
func pagesFirst(a, b string) int {
	if isPage(a) != isPage(b) {
		if isPage(a) {
			return -1
		}
		return 1
	}
	return strings.Compare(a, b)
}

type planner struct {
	known manifest.Tags
	there map[string]Object
	site  map[string]Item
	folds map[string]string // of each file and folder of the site
}

// sortGone says of files of ours that the site no longer has when they go.
func (p planner) sortGone(s *Steps, gone []string) {
	pages := map[string]bool{}
	for _, at := range gone {
		pages[at] = isPage(at)
	}
	for _, at := range gone {
		switch {
		case isPage(at), p.shadowed(at), pages[path.Join(path.Dir(at), "index.html")]:
			s.TakeDown = append(s.TakeDown, at)
		case isThemes(at):
			s.Keep = append(s.Keep, at)
		default:
			s.Retire = append(s.Retire, at)
		}
	}
}

// sortSite says of each file of the site whether and when it has to be sent.
func (p planner) sortSite(s *Steps, site []Item) {
	waves := make([][]string, waveCount)
	for _, item := range site {
		object, exists := p.there[item.Path]
		ours := p.known.Has(manifest.File(item.Path)) || p.known.Has(manifest.Kept(item.Path))
		switch {
		case exists && !ours:
			s.InTheWay = append(s.InTheWay, item.Path)
		case exists && p.known.Has(item.Tag) && (object.Size < 0 || object.Size == item.Size):
			s.Unchanged = append(s.Unchanged, item.Path)
			continue
		}
		w := waveOf(item, exists)
		waves[w] = append(waves[w], item.Path)
	}
	for _, wave := range waves {
		if len(wave) > 0 {
			slices.Sort(wave)
			s.Waves = append(s.Waves, wave)
		}
	}
}

// shadowed reports whether something that the site does not have would share its
// name with a file or folder of the site: a file where a folder must be, a file in a
// folder where a file must be, or a name that many disks and some hosts take for the
// same.
func (p planner) shadowed(at string) bool {
	if _, taken := p.folds[fold(at)]; taken {
		return true
	}
	for dir := path.Dir(at); dir != "."; dir = path.Dir(dir) {
		if name, taken := p.folds[fold(dir)]; taken {
			if _, isFile := p.site[name]; isFile || name != dir {
				return true
			}
		}
	}
	return false
}

// Waves in which files are sent. A new page is there before a page that was there
// already says so, and lists come after the pages they name.
const (
	waveHashed = iota
	waveFiles
	waveNewPages
	wavePages
	waveLists
	waveCount
)

func waveOf(item Item, exists bool) int {
	at := item.Path
	switch {
	case item.Hashed:
		return waveHashed
	case isPage(at) && !strings.Contains(at, "/"):
		return waveLists
	case isPage(at) && !exists:
		return waveNewPages
	case isPage(at):
		return wavePages
	case !strings.Contains(at, "/") && slices.Contains([]string{".xml", ".json", ".txt", ""}, path.Ext(at)), strings.HasPrefix(at, "search/"):
		return waveLists
	}
	return waveFiles
}

func isPage(at string) bool { return path.Ext(at) == ".html" }

// isThemes reports whether a file's name is that of a style or script of a theme,
// which says what is in it.
func isThemes(at string) bool {
	dir, name := path.Split(at)
	parts := strings.Split(name, ".")
	return dir == "assets/" && len(parts) == 3 && len(parts[1]) == hashLength && isHex(parts[1]) && (parts[2] == "css" || parts[2] == "js")
}

// hashLength is how many digits of a hash are in names of styles and scripts.
const hashLength = 12

func isHex(s string) bool { return strings.Trim(s, "0123456789abcdef") == "" }

// fold gives a key that is equal for names that some disk or host takes for the
// same.
func fold(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return r > unicode.MaxASCII }) {
		return strings.ToLower(name)
	}
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(name)))
}
