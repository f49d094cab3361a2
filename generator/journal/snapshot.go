package journal

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"journal/generator/diag"
	"journal/generator/stamp"
)

// Snapshot is every input of a build. Texts are held in memory, so that one
// build never sees two states of a text; pictures and other attachments are read
// when they are wanted, each time anew.
//
// A snapshot does not change. Again makes the next one from it, in the time that
// the changes take.
type Snapshot struct {
	Inputs []*Input // by path; nobody changes one
	Bare   bool     // a folder of Markdown without configuration and content/

	folder, output string
	rules          rules
	folders        map[string]*listing
	left           diag.List // what was left out, and why; by path
	unsettled      bool      // some inputs are kept from before
}

// Input is one source file.
type Input struct {
	Path string // slash-separated, relative to the journal's folder
	Size int64
	Text []byte // of Markdown, TOML and templates; nil for the rest
	Read func() ([]byte, error)

	stamp stamp.Stamp
	young bool // it may have changed since without changing its stamp
	turn  int  // how often it has, or may have, of an attachment

	sum uint64 // of a young attachment's bytes; 0 where nobody looked

	doubted time.Time // since when this is kept in place of what is on the disk; see doubt.go
}

// identity tells inputs apart without looking at their bytes: a snapshot takes
// over those of a text that reads as before.
type identity struct {
	path   string
	text   *byte
	length int
}

func (in Input) identity() identity {
	if len(in.Text) == 0 {
		return identity{path: in.Path}
	}
	return identity{in.Path, &in.Text[0], len(in.Text)}
}

// Version is other bytes when an attachment may have changed.
func (in Input) Version() []byte { return fmt.Appendf(nil, "%v %d", in.stamp, in.turn) }

// ReadSnapshot reads the source folder. It looks at journal.toml, people.toml,
// revealed.toml, addresses.toml, content/ and themes/, or, where there is neither journal.toml nor content/,
// at the whole folder but for output. Hidden files and what editors leave behind
// are passed over. Links are followed as far as files inside the folder.
func ReadSnapshot(folder, output string) (Snapshot, diag.List, error) {
	return Snapshot{folder: folder, output: output}.AgainEverywhere()
}

// Get gives the input with the path.
func (s Snapshot) Get(path string) (Input, bool) {
	i, ok := s.find(path)
	if !ok {
		return Input{}, false
	}
	return *s.Inputs[i], true
}

func (s Snapshot) find(path string) (int, bool) {
	return slices.BinarySearchFunc(s.Inputs, path, func(in *Input, p string) int { return strings.Compare(in.Path, p) })
}

func find(inputs []Input, path string) (int, bool) {
	return slices.BinarySearchFunc(inputs, path, func(in Input, p string) int { return strings.Compare(in.Path, p) })
}

// Below gives the inputs under a folder.
func (s Snapshot) Below(folder string) []*Input {
	from, _ := s.find(folder + "/")
	to := from
	for to < len(s.Inputs) && strings.HasPrefix(s.Inputs[to].Path, folder+"/") {
		to++
	}
	return s.Inputs[from:to]
}

// FS gives the theme files of the snapshot, as they were when it was taken.
func (s Snapshot) FS() fs.FS {
	files := fstest.MapFS{}
	for _, in := range s.Below("themes") {
		files[in.Path] = &fstest.MapFile{Data: in.Text, Mode: 0o444}
	}
	return files
}
