// Package visibility names who may see a thing. The zero Level is Private: what
// is not marked is not shown.
package visibility

// Level is one of the four visibilities a file can state.
type Level uint8

const (
	Private   Level = iota // the author alone
	Protected              // readers with a passphrase
	Unlisted               // anyone who has the address; in no list
	Public                 // anyone
)

// Names are the levels as they are written in files, strictest first.
var names = [...]string{"private", "protected", "unlisted", "public"}

// Names gives the words a file may use, strictest first.
func Names() []string { return names[:] }

// Parse reads one of the four words exactly: no capitals, no spaces, no
// booleans. Anything else is not understood, and so private.
func Parse(s string) (Level, bool) {
	for i, n := range names {
		if n == s {
			return Level(i), true
		}
	}
	return Private, false
}

// String is the level's word.
func (l Level) String() string { return names[l] }
