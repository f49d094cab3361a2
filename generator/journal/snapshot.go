package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing/fstest"

	"golang.org/x/sync/errgroup"

	"journal/generator/diag"
)

// Snapshot is every input of a build. Texts are held in memory, so that one
// build never sees two states of a file; pictures and other attachments are
// read when they are first wanted.
type Snapshot struct {
	Inputs []Input // by path
	Bare   bool    // a folder of Markdown without configuration and content/
}

// Input is one source file.
type Input struct {
	Path string // slash-separated, relative to the journal's folder
	Size int64
	Text []byte // of Markdown, TOML and templates; nil for the rest
	Read func() ([]byte, error)
}

// Get gives the input with the path.
func (s Snapshot) Get(path string) (Input, bool) {
	i, ok := slices.BinarySearchFunc(s.Inputs, path, func(in Input, p string) int { return strings.Compare(in.Path, p) })
	if !ok {
		return Input{}, false
	}
	return s.Inputs[i], true
}

// Below gives the inputs under a folder.
func (s Snapshot) Below(folder string) []Input {
	from, _ := slices.BinarySearchFunc(s.Inputs, folder+"/", func(in Input, p string) int { return strings.Compare(in.Path, p) })
	to := from
	for to < len(s.Inputs) && strings.HasPrefix(s.Inputs[to].Path, folder+"/") {
		to++
	}
	return s.Inputs[from:to]
}

// largestText bounds, in bytes, a Markdown or TOML file.
const largestText = 16 << 20

// ReadSnapshot reads the source folder. It looks at journal.toml, people.toml,
// content/ and themes/, or, where there is neither journal.toml nor content/,
// at the whole folder but for output. Hidden files and what editors leave behind
// are passed over. Links are followed as far as files inside the folder.
func ReadSnapshot(folder, output string) (Snapshot, diag.List, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return Snapshot{}, nil, fmt.Errorf("opening the journal's folder: %w", err)
	}
	defer root.Close()
	r := reader{folder: folder, root: root, output: output}
	if err := r.list(); err != nil {
		return Snapshot{}, nil, err
	}
	if err := r.readTexts(); err != nil {
		return Snapshot{}, nil, err
	}
	return Snapshot{Inputs: r.inputs, Bare: r.bare}, r.messages, nil
}

type reader struct {
	folder, output string
	root           *os.Root
	bare           bool
	templates      string // a folder of forms to fill in, not of entries; or ""
	inputs         []Input
	messages       diag.List
}

func (r *reader) list() error {
	r.bare = !r.exists("journal.toml") && !r.exists("content")
	if r.bare {
		r.templates = obsidianTemplates(r.root)
		return r.walk(".")
	}
	for _, name := range []string{"journal.toml", "people.toml"} {
		if info, err := r.root.Stat(name); err == nil && info.Mode().IsRegular() {
			r.add(name, info.Size())
		}
	}
	for _, folder := range []string{"content", "themes"} {
		if r.exists(folder) {
			if err := r.walk(folder); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(r.inputs, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	return nil
}

// obsidianTemplates is the folder that an Obsidian vault keeps its templates in;
// their front matter has placeholders where values will stand.
func obsidianTemplates(root *os.Root) string {
	text, err := root.ReadFile(".obsidian/templates.json")
	if err != nil {
		return ""
	}
	var settings struct{ Folder string }
	if json.Unmarshal(text, &settings) != nil || settings.Folder == "" {
		return ""
	}
	return path.Clean(settings.Folder)
}

func (r *reader) exists(name string) bool {
	_, err := r.root.Stat(name)
	return err == nil
}

func (r *reader) walk(folder string) error {
	err := fs.WalkDir(r.root.FS(), folder, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		switch {
		case p != "." && passedOver(d.Name()), d.IsDir() && (r.isOutput(p) || p == r.templates):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.Type()&fs.ModeSymlink != 0:
			r.link(p)
		case d.Type().IsRegular():
			info, err := d.Info()
			if errors.Is(err, fs.ErrNotExist) {
				return nil // gone between listing and looking: editors do that
			}
			if err != nil {
				return err
			}
			r.add(p, info.Size())
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("listing the journal's files: %w", err)
	}
	return nil
}

func (r *reader) isOutput(p string) bool {
	if r.output == "" {
		return false
	}
	out, err := filepath.Rel(r.folder, r.output)
	return err == nil && filepath.ToSlash(out) == p
}

// link takes a symbolic link for the file it leads to, if that lies inside the
// journal's folder: os.Root refuses every other.
func (r *reader) link(p string) {
	info, err := r.root.Stat(p)
	if err == nil && info.Mode().IsRegular() {
		r.add(p, info.Size())
		return
	}
	r.messages = append(r.messages, diag.New("W120", diag.Pos{File: p}, "copy the file, or keep its folder inside the journal",
		"this link does not lead to a file inside the journal, so it is left out"))
}

func (r *reader) add(p string, size int64) {
	folder := r.folder
	r.inputs = append(r.inputs, Input{Path: p, Size: size, Read: sync.OnceValues(func() ([]byte, error) {
		root, err := os.OpenRoot(folder)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		return root.ReadFile(filepath.FromSlash(p))
	})})
}

// readTexts reads Markdown, TOML and templates, a few files at a time.
func (r *reader) readTexts() error {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	const run = 16
	for start := 0; start < len(r.inputs); start += run {
		part := r.inputs[start:min(start+run, len(r.inputs))]
		g.Go(func() error { return r.readPart(part) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	r.inputs = slices.DeleteFunc(r.inputs, func(in Input) bool { return isText(in.Path) && in.Text == nil })
	return nil
}

func (r *reader) readPart(part []Input) error {
	for i, in := range part {
		if !isText(in.Path) {
			continue
		}
		if in.Size > largestText {
			return fmt.Errorf("reading %s: it has %d megabytes, which is more than a journal entry can have (%d)", in.Path, in.Size>>20, largestText>>20)
		}
		text, err := r.root.ReadFile(filepath.FromSlash(in.Path))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("reading %s: %w", in.Path, err)
		}
		if text == nil {
			text = []byte{}
		}
		part[i].Text = text
	}
	return nil
}

// isText reports whether a file is read with the snapshot.
func isText(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".md", ".markdown", ".toml":
		return true
	}
	return strings.HasPrefix(p, "themes/")
}

// isMarkdown reports whether a file is an entry, a pursuit or a page.
func isMarkdown(p string) bool {
	ext := strings.ToLower(path.Ext(p))
	return ext == ".md" || ext == ".markdown"
}

// passedOver reports whether a name is hidden or an editor's leftover.
func passedOver(name string) bool {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "#"), strings.HasSuffix(name, "~"):
		return true
	case name == "4913", lower == "thumbs.db", lower == "node_modules", strings.Contains(lower, "___jb_"):
		return true
	}
	switch path.Ext(lower) {
	case ".swp", ".swx", ".swo", ".tmp", ".bck", ".bak", ".kate-swp", ".crdownload", ".part":
		return true
	}
	return false
}

// FS gives the theme files of the snapshot, as they were when it was taken.
func (s Snapshot) FS() fs.FS {
	files := fstest.MapFS{}
	for _, in := range s.Below("themes") {
		files[in.Path] = &fstest.MapFile{Data: in.Text, Mode: 0o444}
	}
	return files
}
