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
		if at != (Place{}) && found[i].Kind != Sentence || found[i].Where == (Place{}) {
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

// origin is the line of a published source that says what was found: of the one that
// the file is made from, before all others.
func (f *search) origin(found Finding) Place {
	if found.Text == "" {
		for _, s := range f.sources {
			if s.isFor(found.File) {
				return Place{File: s.Path}
			}
		}
		return Place{}
	}
	var rd reader
	var sums []uint64
	for _, w := range rd.read(found.Text, true) {
		sums = append(sums, w.hash)
	}
	own := Place{}
	for _, first := range []bool{true, false} {
		for _, s := range f.sources {
			if s.isFor(found.File) != first {
				continue
			}
			if line := lineWith(&rd, s.Text, found.Text, sums); line > 0 {
				return Place{s.Path, line}
			}
			if first {
				own = Place{File: s.Path}
			}
		}
	}
	if found.Where == (Place{}) {
		return own
	}
	return Place{}
}

func lineWith(rd *reader, text, words string, sums []uint64) int {
	if at := strings.Index(text, words); at >= 0 {
		return lineOf(text, at)
	}
	if len(sums) == 0 {
		return 0
	}
	read := rd.read(text, true)
	if at := indexOf(read, sums); at >= 0 {
		return lineOf(text, read[at].start)
	}
	return 0
}
