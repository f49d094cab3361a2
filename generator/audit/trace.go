package audit

import "strings"

// trace finds the lines that findings come from: of a file that is published, if one
// says what was found; else that of the secret itself.
func (f *search) trace(found []Finding) {
	lines := map[[2]string]Place{}
	for i := range found {
		key := [2]string{found[i].Text, ""}
		if f.hasPage(found[i].File) {
			key[1] = found[i].File
		}
		at, known := lines[key]
		if !known {
			at = f.origin(found[i])
			lines[key] = at
		}
		if at != (Place{}) || found[i].Where == (Place{}) {
			found[i].Where = at
		}
	}
}

func (f *search) hasPage(file string) bool {
	for _, s := range f.sources {
		if s.isFor(file) {
			return true
		}
	}
	return false
}

// isFor reports whether a file of the site is made from the source.
func (s Source) isFor(file string) bool {
	return s.Page != "" && (s.Page == file || strings.HasSuffix(s.Page, "/") && strings.HasPrefix(file, s.Page))
}

// origin is the line of a published source that says what was found: of a file that is
// copied before templates and settings, these before texts, since names and cut words
// may stand in a text that is published without them.
func (f *search) origin(found Finding) Place {
	if found.Text == "" {
		return f.pageOf(found.File)
	}
	var rd reader
	var sums []uint64
	for _, w := range rd.read(found.Text, true) {
		sums = append(sums, w.hash)
	}
	for _, fits := range []func(Source) bool{
		func(s Source) bool { return s.Page == found.File },
		func(s Source) bool { return s.Page == "" },
		func(s Source) bool { return s.isFor(found.File) && s.Page != found.File },
	} {
		for _, s := range f.sources {
			if !fits(s) {
				continue
			}
			if line := f.lineWith(&rd, s.Text, found.Text, sums); line > 0 {
				return Place{s.Path, line}
			}
			if s.Page == found.File {
				return Place{File: s.Path}
			}
		}
	}
	if found.Where == (Place{}) {
		return f.pageOf(found.File)
	}
	return Place{}
}

// pageOf is the source that a file of the site is made from.
func (f *search) pageOf(file string) Place {
	for _, s := range f.sources {
		if s.isFor(file) {
			return Place{File: s.Path}
		}
	}
	return Place{}
}

// lineWith is the first line of a text that says something, as it is or as one of the
// spellings that are looked for.
func (f *search) lineWith(rd *reader, text, said string, sums []uint64) int {
	if at := strings.Index(text, said); at >= 0 {
		return lineOf(text, at)
	}
	words := rd.read(text, true)
	at := -1
	if len(sums) > 0 {
		at = indexOf(words, sums)
	}
	if at < 0 {
		f.phrases.find(words, func(secret, first, _ int) {
			if at < 0 && f.secrets[secret].Text == said {
				at = first
			}
		})
	}
	if at < 0 {
		return 0
	}
	return lineOf(text, words[at].start)
}
