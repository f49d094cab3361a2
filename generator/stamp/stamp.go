// Package stamp tells whether a file is still the one that was looked at before,
// without reading it.
//
// A Stamp is what a file system says of a file: its size, its times and which
// file it is. Equal stamps mean equal bytes, with one exception: clocks of file
// systems are coarse, so a file that is written twice in the same tick can keep
// its stamp. A stamp is therefore no proof while it is young (git calls such
// files racy, esbuild waits for the same three seconds).
//
// The package opens nothing and keeps nothing.
package stamp

import (
	"io/fs"
	"time"
)

// Stamp is the state of a file or folder. The zero Stamp is that of none.
type Stamp struct {
	Size     int64
	Modified int64 // nanoseconds since 1970
	Identity Identity
}

// Identity tells a file from all others of the machine, and from another of the
// same name. Changed is when the file system last noted anything about it, in
// nanoseconds since 1970; programs that set Modified cannot set it. On systems
// that do not say, fields are zero.
type Identity struct {
	Device, Number uint64
	Changed        int64
}

// Of gives the stamp of what info describes.
func Of(info fs.FileInfo) Stamp {
	return Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano(), Identity: identity(info)}
}

// Ripe is how long after its last change a stamp becomes a proof: longer than
// the coarsest clock of a file system in use, two seconds on FAT.
const Ripe = 3 * time.Second

// Young reports whether a file that looks like this at the time now could still
// change without changing its stamp.
func (s Stamp) Young(now time.Time) bool {
	return max(s.Modified, s.Identity.Changed) > now.Add(-Ripe).UnixNano()
}

// Same reports whether two stamps are of one file or folder, whatever happened
// to what is in it.
func (s Stamp) Same(o Stamp) bool {
	return s.Identity.Device == o.Identity.Device && s.Identity.Number == o.Identity.Number
}
