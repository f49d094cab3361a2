package edition

import (
	"fmt"
	"strings"

	"journal/generator/diag"
	"journal/generator/visibility"
)

// address gives each entry the last part of its address. Published entries
// choose first; in the author's edition the others give way.
func (a *admission) address(entries []*Entry) {
	for _, published := range []bool{true, false} {
		for _, e := range entries {
			if (e.Level >= visibility.Unlisted) != published {
				continue
			}
			if e.Level == visibility.Unlisted {
				e.Slug += "-" + a.linkHash(e.from)
			}
			month := "entries/" + e.Day.Format("2006/01") + "/"
			e.Address = a.claim(month, e.Slug, e.from, published)
			e.Slug = strings.TrimSuffix(strings.TrimPrefix(e.Address, month), "/")
		}
	}
}

// claim gives the file at from an address in a folder, the first free one of
// slug, slug-2, slug-3 … Two published files may not want the same, so those of
// an edition have to claim theirs before the others do.
func (a *admission) claim(folder, slug, from string, published bool) string {
	address := folder + slug + "/"
	for n := 2; ; n++ {
		other, taken := a.taken[address]
		if !taken {
			a.taken[address] = from
			return address
		}
		if published {
			a.messages = append(a.messages, diag.New("E111", diag.Pos{File: from}, "give one of them a slug or a file name of its own",
				"this file and %s would have the same address, %s", other, address))
			published = false
		}
		address = fmt.Sprintf("%s%s-%d/", folder, slug, n)
	}
}
