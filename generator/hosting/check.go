package hosting

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"journal/generator/diag"
)

// Sized is a file of a site and its size in bytes.
type Sized struct {
	Path string
	Size int64
}

// Codes of the messages about hosts. An error is what the host would refuse, so that
// nothing is to be sent; a warning is what it takes and strangers may stumble over.
const (
	codeLargeFile  = "E501" // a file over the host's limit
	codeManyFiles  = "E502" // more files than the host takes
	codeLargeSite  = "E503" // the site is over the host's limit
	codeName       = "E504" // a name that the host cannot take
	codeSameName   = "E505" // two files that the host takes for one
	codeHeavy      = "W501" // over what the host advises, or nearly at a limit
	codeStem       = "W502" // a file and a folder of one name
	codeCapitals   = "W503" // capital letters that the host makes small
	codeOtherHost  = "W505" // a file that is an instruction to another host
	codeOtherPlace = "W506" // CNAME or .domains names another domain than base_url
)

// nearly is the part of a limit from which on it is worth saying so, in percent.
const nearly = 90

// mostNamed is how many files of one kind of trouble are named.
const mostNamed = 20

// Check tells what a host would not take, and what it would read otherwise than it
// was meant. Places are the paths of files in the site.
func (p Preset) Check(files []Sized) diag.List {
	c := &checking{preset: p, facts: p.the(), told: map[string]int{}}
	files = slices.SortedFunc(slices.Values(files), func(a, b Sized) int { return strings.Compare(a.Path, b.Path) })
	c.sizes(files)
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path
	}
	c.names(paths)
	c.same(paths)
	return c.messages
}

type checking struct {
	preset   Preset
	facts    *facts
	told     map[string]int
	messages diag.List
}

// say adds a message about a file, unless there are many of its code already.
func (c *checking) say(code, file, hint, format string, args ...any) {
	c.told[code]++
	if c.told[code] <= mostNamed {
		c.messages = append(c.messages, diag.New(code, diag.Pos{File: file}, hint, format, args...))
	}
}

func (c *checking) sizes(files []Sized) {
	var total int64
	for _, f := range files {
		total += f.Size
		switch {
		case over(f.Size, c.facts.largestFile):
			c.say(codeLargeFile, f.Path, "make it smaller, or put it elsewhere and link to it",
				"this file has %s, and %s takes %s at most", bytes(f.Size), c.facts.title, bytes(c.facts.largestFile))
		case over(f.Size, c.facts.heavyFile):
			c.say(codeHeavy, f.Path, "", "this file has %s; %s complains from %s on", bytes(f.Size), c.facts.title, bytes(c.facts.heavyFile))
		}
	}
	if most := c.facts.mostFiles; most > 0 {
		switch n := len(files); {
		case n > most:
			c.say(codeManyFiles, "", "keep entries of former years unlisted or private, or take another host",
				"the site has %d files, and %s takes %d at most", n, c.facts.title, most)
		case n*100 >= most*nearly:
			c.say(codeHeavy, "", "", "the site has %d of the %d files that %s takes", n, most, c.facts.title)
		}
	}
	switch most := c.facts.largestSite; {
	case over(total, most):
		c.say(codeLargeSite, "", "pictures weigh most; journal build makes smaller copies, and the whole ones can be made smaller by hand",
			"the site has %s, and %s takes %s at most", bytes(total), c.facts.title, bytes(most))
	case most > 0 && total >= most/100*nearly:
		c.say(codeHeavy, "", "", "the site has %s of the %s that %s takes", bytes(total), bytes(most), c.facts.title)
	case over(total, c.facts.advisedSite):
		c.say(codeHeavy, "", "", "the site has %s; %s wants to be asked from %s on", bytes(total), c.facts.title, bytes(c.facts.advisedSite))
	}
}

func over(size, most int64) bool { return most > 0 && size > most }

// bytes says a size in the unit in which hosts say their limits.
func bytes(n int64) string {
	switch {
	case n >= gb:
		return decimal(n, gb) + " GB"
	case n >= mb:
		return decimal(n, mb) + " MB"
	case n >= kb:
		return decimal(n, kb) + " kB"
	}
	return fmt.Sprintf("%d bytes", n)
}

func decimal(n, unit int64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/float64(unit)), ".0")
}

// names looks at each name by itself.
func (c *checking) names(paths []string) {
	for _, p := range paths {
		switch {
		case c.facts.longestPath > 0 && len(p) > c.facts.longestPath:
			c.say(codeName, p, "give it a shorter name", "%s takes names of %d bytes at most", c.facts.title, c.facts.longestPath)
		case c.facts.odd != "" && strings.ContainsAny(p, c.facts.odd):
			c.say(codeName, p, "rename it", "%s does not take names with %s", c.facts.title, strings.Join(strings.Split(c.facts.odd, ""), " or "))
		case !c.preset.Takes(p) && !c.preset.Reads(p):
			c.say(codeName, p, "take it out, or another plan or host", "%s does not take files of this kind", c.facts.title)
		case c.facts.lowerCase && p != strings.ToLower(p) && !c.preset.Reads(p):
			c.say(codeCapitals, p, "give it a name in small letters", "%s makes all letters of addresses small", c.facts.title)
		}
		if other := readElsewhere(p); other != "" && c.preset.Name() != "none" && c.preset.Name() != "rsync" && !c.preset.Reads(p) {
			c.say(codeOtherHost, p, "", "this file tells %s what to do; %s shows it to strangers", other, c.facts.title)
		}
	}
}

// readElsewhere is the host that reads a file as an instruction.
func readElsewhere(file string) string {
	for _, f := range known {
		if slices.Contains(f.reads, file) {
			return f.title
		}
	}
	return ""
}

// same looks for names that some host, or the disk of whoever looks at a copy,
// takes for one.
func (c *checking) same(paths []string) {
	folds, dirs := map[string]string{}, map[string]bool{}
	for _, p := range paths {
		key := Fold(p)
		if other, ok := folds[key]; ok && other != p {
			c.say(codeSameName, p, "rename one of them", "hosts and disks that do not tell capital letters apart take this file and %s for one", other)
		} else {
			folds[key] = p
		}
		for _, d := range folders(p) {
			dirs[d] = true
		}
	}
	if !c.facts.stems {
		return
	}
	for _, p := range paths {
		if s := stem(p); strings.HasSuffix(p, ".html") && path.Base(p) != "index.html" && dirs[s] {
			c.say(codeStem, p, "rename one of them", "%s has one address for this file and the folder %s/", c.facts.title, s)
		}
	}
}

// Fold gives a key that is equal for paths that a disk or a host without capital
// letters, or with another form of Unicode, takes for one.
func Fold(p string) string {
	return norm.NFC.String(cases.Fold().String(norm.NFC.String(p)))
}

// CheckOwn tells where files that the author put in by hand and the address of the
// site say different things. read gives what such a file says, if it is there.
func (p Preset) CheckOwn(base string, read func(name string) (string, bool)) diag.List {
	var messages diag.List
	domain := p.domain(base)
	for _, name := range p.the().reads {
		if name != "CNAME" && name != ".domains" {
			continue
		}
		text, there := read(name)
		first := strings.ToLower(strings.TrimSpace(strings.SplitN(strings.TrimSpace(text), "\n", 2)[0]))
		if !there || first == domain || base == "" {
			continue
		}
		messages = append(messages, diag.New(codeOtherPlace, diag.Pos{File: "content/static/" + name}, "say the same in both; without this file the one that fits base_url is written",
			"this file names %s, and base_url %s", diag.Quote(first), diag.Quote(hostOf(base))))
	}
	return messages
}
