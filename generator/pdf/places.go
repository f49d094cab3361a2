package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

var (
	object  = regexp.MustCompile(`(?m)^(\d+) 0 obj\n`)
	kids    = regexp.MustCompile(`/Kids \[([^\]]*)\]`)
	pages   = regexp.MustCompile(`/Pages (\d+) 0 R`)
	named   = regexp.MustCompile(`/Dests (\d+) 0 R`)
	another = regexp.MustCompile(`(\d+) 0 R`)
	place   = regexp.MustCompile(`/([^\s/\[\]<>()]+) \[(\d+) 0 R`)
)

// Places are the places that links of a printed page lead to, by their id, and the
// pages they lie on, from 1. The file must be one that Print made: what is read is
// the form in which Chromium writes (PDF 1.4, ISO 32000-1 parts 7.7.3 and 12.3.2.3,
// with every object in the open), not PDF at large.
func Places(file []byte) (map[string]int, error) {
	objects := objectsOf(file)
	catalog := bytes.LastIndex(file, []byte("/Type /Catalog"))
	if catalog < 0 {
		return nil, fmt.Errorf("read page numbers: the file has no catalogue")
	}
	numbers := map[string]int{}
	if root := pages.FindSubmatch(file[catalog:]); root != nil {
		count(objects, string(root[1]), numbers)
	}
	dests := named.FindSubmatch(file[catalog:])
	if dests == nil || len(numbers) == 0 {
		return nil, fmt.Errorf("read page numbers: the file names no places")
	}
	found := map[string]int{}
	for _, p := range place.FindAllSubmatch(objects[string(dests[1])], -1) {
		if n, ok := numbers[string(p[2])]; ok {
			found[string(p[1])] = n
		}
	}
	return found, nil
}

// objectsOf are the objects of a file by their number, up to a stream.
func objectsOf(file []byte) map[string][]byte {
	objects := map[string][]byte{}
	starts := object.FindAllSubmatchIndex(file, -1)
	for _, at := range starts {
		body := file[at[1]:]
		if end := bytes.Index(body, []byte("endobj")); end >= 0 {
			body = body[:end]
		}
		objects[string(file[at[2]:at[3]])] = body
	}
	return objects
}

// count numbers the pages below a node of the tree of pages, in order.
func count(objects map[string][]byte, node string, numbers map[string]int) {
	body, ok := objects[node]
	if !ok {
		return
	}
	delete(objects, node) // a file that goes in a circle comes to an end
	below := kids.FindSubmatch(body)
	if below == nil {
		numbers[node] = len(numbers) + 1
		return
	}
	for _, kid := range another.FindAllSubmatch(below[1], -1) {
		count(objects, string(kid[1]), numbers)
	}
}

// Pages is how many pages a file that Print made has.
func Pages(file []byte) int {
	n := 0
	for _, found := range regexp.MustCompile(`/Type /Pages\n/Count (\d+)`).FindAllSubmatch(file, -1) {
		if c, err := strconv.Atoi(string(found[1])); err == nil {
			n = max(n, c)
		}
	}
	return n
}
