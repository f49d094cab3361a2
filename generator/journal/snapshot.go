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
	"journal/generator/frontmatter"
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
	r := reader{folder: folder, root: root}
	if output != "" {
		r.output, _ = os.Stat(output) // one that is not there yet holds nothing to pass over
	}
	if err := r.list(); err != nil {
		return Snapshot{}, nil, err
	}
	slices.SortFunc(r.inputs, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
	if err := r.readTexts(); err != nil {
		return Snapshot{}, nil, err
	}
	return Snapshot{Inputs: r.inputs, Bare: r.bare}, r.messages, nil
}

type reader struct {
	folder    string
	output    fs.FileInfo // of the output folder, or nil
	root      *os.Root
	bare      bool
	templates string // a folder of forms to fill in, not of entries; or ""
	inputs    []Input
	messages  diag.List
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
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone between listing and looking: editors do that
		}
		if err != nil {
			return err
		}
		if d.IsDir() {
			return r.enter(p, d)
		}
		return r.take(p, d)
	})
	if err != nil {
		return fmt.Errorf("listing the journal's files: %w", err)
	}
	return nil
}

// enter decides whether a folder is looked into.
func (r *reader) enter(p string, d fs.DirEntry) error {
	if p == "." {
		return nil
	}
	if PassedOver(p) || p == r.templates || r.isOutput(d) {
		return fs.SkipDir
	}
	return nil
}

// take adds a file, unless it is none of the journal's.
func (r *reader) take(p string, d fs.DirEntry) error {
	switch {
	case PassedOver(p):
	case d.Type()&fs.ModeSymlink != 0:
		r.link(p)
	case d.Type().IsRegular():
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		r.add(p, info.Size())
	}
	return nil
}

func (r *reader) isOutput(d fs.DirEntry) bool {
	if r.output == nil {
		return false
	}
	info, err := d.Info()
	return err == nil && os.SameFile(info, r.output)
}

// link takes a symbolic link for the file it leads to, if that lies inside the
// journal's folder: os.Root refuses every other.
func (r *reader) link(p string) {
	info, err := r.root.Stat(p)
	if err == nil && info.Mode().IsRegular() && r.mayFollow(p) {
		r.add(p, info.Size())
		return
	}
	r.messages = append(r.messages, diag.New("W120", diag.Pos{File: p}, "copy the file, or keep it in the folder content of the journal",
		"this link does not lead to a file of the journal that may be published, so it is left out"))
}

// mayFollow reports whether a link leads to a file that could stand in its place:
// one of content (or, where there is none, of the folder), not hidden, and a text
// only if the link is one. A link must not publish people.toml or an entry as if
// it were a picture.
func (r *reader) mayFollow(p string) bool {
	folder, err := filepath.EvalSymlinks(r.folder)
	if err != nil {
		return false
	}
	real, err := filepath.EvalSymlinks(filepath.Join(folder, filepath.FromSlash(p)))
	if err != nil {
		return false
	}
	target, err := filepath.Rel(folder, real)
	if err != nil {
		return false
	}
	target = filepath.ToSlash(target)
	room, _, _ := strings.Cut(p, "/")
	if !r.bare && !strings.HasPrefix(target, room+"/") || isMarkdown(target) != isMarkdown(p) || path.Ext(target) == ".toml" {
		return false
	}
	return !slices.ContainsFunc(strings.Split(target, "/"), passedOver)
}

func (r *reader) add(p string, size int64) {
	if isText(p) && size > frontmatter.MaxSize {
		r.messages = append(r.messages, diag.New("E114", diag.Pos{File: p}, "split it, or keep it outside content",
			"this file has %.1f MB; at most %d MB are read as text", float64(size)/(1<<20), frontmatter.MaxSize>>20))
		return
	}
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

// isStatic reports a file that is copied as it is, although its name is hidden:
// hosts look for .nojekyll and .well-known. What tools keep for themselves is not.
func isStatic(p string) bool {
	name := path.Base(p)
	return strings.HasPrefix(p, "content/static/") && strings.HasPrefix(name, ".") &&
		!strings.HasPrefix(name, ".git") && !strings.HasPrefix(name, ".journal") && !strings.HasPrefix(name, ".#") &&
		name != ".DS_Store" && !passedOver(strings.TrimPrefix(name, "."))
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

// PassedOver reports whether a path below the journal's folder is none of its
// files by its name: hidden, or an editor's leftover.
func PassedOver(p string) bool { return passedOver(path.Base(p)) && !isStatic(p) }

// passedOver reports whether a name is hidden or an editor's leftover.
func passedOver(name string) bool {
	lower := strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"), strings.HasSuffix(name, "~"):
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
