package search

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"strings"
)

// versionLength is how many signs a version has: 48 bits are enough to tell a few
// states of one file apart.
const versionLength = 8

// versions are those of the files of each kind, one behind the other.
type versions struct {
	Words string `json:"words"`
	Found string `json:"found"`
	Pages string `json:"pages"`
}

// of gives the version of a file. The table of contents is the one that is asked for
// without.
func (v versions) of(kind string, i int) string {
	all := ""
	switch kind {
	case "words":
		all = v.Words
	case "found":
		all = v.Found
	case "pages":
		all = v.Pages
	default:
		return ""
	}
	return all[i*versionLength : (i+1)*versionLength]
}

func (x *Index) versionsOf(m made) versions {
	return versions{
		Words: each(x.layout.files("words"), func(i int, to io.Writer) { io.WriteString(to, x.words(m, i)) }),
		Found: each(x.layout.files("found"), func(i int, to io.Writer) { io.WriteString(to, x.found(m, i)) }),
		Pages: each(x.layout.files("pages"), func(i int, to io.Writer) {
			_ = json.NewEncoder(to).Encode(x.pages(i)) // of texts and numbers, into a hash: it cannot fail
		}),
	}
}

// each gives the versions of files, of what write writes for each.
func each(files int, write func(i int, to io.Writer)) string {
	var all strings.Builder
	for i := range files {
		h := sha256.New()
		write(i, h)
		all.WriteString(short(h))
	}
	return all.String()
}

func short(h hash.Hash) string {
	return fmt.Sprintf("%.*s", versionLength, base64.RawURLEncoding.EncodeToString(h.Sum(nil)))
}
