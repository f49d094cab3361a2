package site

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/markdown"
	"journal/generator/media"
	"journal/generator/memo"
)

// File is a file that is published as it is, or a picture that was cleaned.
type File struct {
	Path string // where it goes, site-relative
	Read func() ([]byte, error)

	// Picture says that Read does the work at each call, so that not all pictures
	// of a site are in memory at once. It gives the same bytes or an error.
	Picture bool
}

// Copies are the smaller copies of one picture.
type Copies struct {
	Ready func() bool  // they were made before
	Make  func() error // makes them
}

// picture is what pages have to know of a picture.
type picture struct {
	file   edition.File
	path   string // of the whole picture
	hash   string
	media  media.Picture // without its bytes
	widths []int         // of its smaller copies
	fault  error         // what is wrong with it, or with reading it
}

// pictures remembers what was found in pictures from one plan to the next, by the
// versions of their files.
type pictures struct{ known sync.Map }

// mostPictures is how many are known before those of old versions are forgotten.
const mostPictures = 20_000

func (p *planner[A]) rememberPictures() *pictures {
	return memo.Next(p.memo, p.stage("pictures"), func(before *pictures) *pictures {
		n := 0
		if before != nil {
			before.known.Range(func(any, any) bool { n++; return true })
		}
		if before == nil || n > mostPictures {
			return &pictures{}
		}
		return before
	})
}

// picture looks at a picture. One that was shown lies beside its page under the
// hash of what is published, so that its name says nothing; a static one keeps
// its place.
func (p *planner[A]) picture(f edition.File) picture {
	if f.Version == (memo.Key{}) {
		return look(f)
	}
	known, _ := p.pictures.known.LoadOrStore(f.Version, sync.OnceValue(func() picture { return look(f) }))
	pic := known.(func() picture)()
	if !errors.Is(pic.fault, media.ErrUnknown) && pic.fault != nil {
		if _, ok := errors.AsType[*media.Fault](pic.fault); !ok {
			p.pictures.known.Delete(f.Version) // the disk may say something else next time
		}
	}
	pic.file, pic.path = f, f.Path
	if _, static := p.static[f.Path]; !static {
		pic.path = path.Dir(f.Path) + "/" + pic.hash + "." + string(pic.media.Kind)
	}
	return pic
}

func look(f edition.File) picture {
	data, err := f.Read()
	if err != nil {
		return picture{fault: fmt.Errorf("reading a picture: %w", err)}
	}
	clean, err := media.Clean(data)
	if err != nil {
		return picture{fault: err}
	}
	pic := picture{hash: clean.Hash(), media: clean, widths: clean.CopyWidths()}
	pic.media.Bytes = nil
	return pic
}

// clean reads and cleans the picture again. What was read for the pages must not
// have changed since, or they would promise another picture.
func (pic picture) clean() (media.Picture, error) {
	data, err := pic.file.Read()
	if err != nil {
		return media.Picture{}, err
	}
	clean, err := media.Clean(data)
	if err != nil {
		return media.Picture{}, err
	}
	if clean.Hash() != pic.hash {
		return media.Picture{}, errors.New("the picture was changed while the site was made; build again")
	}
	return clean, nil
}

// copyPath is where a smaller copy goes.
func (pic picture) copyPath(width int) string {
	return path.Join(path.Dir(pic.path), media.CopyName(pic.hash, width)+"."+string(pic.media.Kind))
}

// files are the picture and its smaller copies.
func (p *planner[A]) pictureFiles(pic picture) []File {
	files := []File{{Path: pic.path, Picture: true, Read: func() ([]byte, error) {
		clean, err := pic.clean()
		return clean.Bytes, err
	}}}
	for _, w := range pic.widths {
		files = append(files, File{Path: pic.copyPath(w), Picture: true, Read: func() ([]byte, error) {
			return p.assets.Scaler.Copy(pic.hash, w, pic.clean)
		}})
	}
	return files
}

// copies are those of a picture.
func (p *planner[A]) copies(pic picture) Copies {
	return Copies{
		Ready: func() bool { return p.assets.Scaler.Ready(pic.hash, pic.widths) },
		Make: func() error {
			_, err := p.assets.Scaler.Copy(pic.hash, pic.widths[0], pic.clean)
			return err
		},
	}
}

// pictureTarget is a picture in a page: the largest copy, and which others there
// are. Browsers take the one that suits them.
func (p *planner[A]) pictureTarget(root string, pic picture) markdown.Target {
	address := func(at string) string { return root + (&url.URL{Path: at}).EscapedPath() }
	t := markdown.Target{Href: address(pic.path), Picture: true, Width: pic.media.Width, Height: pic.media.Height}
	if len(pic.widths) == 0 {
		return t
	}
	for _, w := range pic.widths {
		t.Href = address(pic.copyPath(w))
		t.Copies = append(t.Copies, markdown.Copy{Href: t.Href, Width: w})
	}
	t.Whole = address(pic.path)
	t.Copies = append(t.Copies, markdown.Copy{Href: t.Whole, Width: pic.media.Width})
	return t
}

// attached is a file that a link leads to, found among the static ones where that
// is where it lies.
func (p *planner[A]) attached(f *edition.File) edition.File {
	if static, ok := p.static[f.Path]; ok {
		return static
	}
	return *f
}

// fault says what is wrong with a picture, at the place that refers to it.
func (pic picture) message(at diag.Pos, name string) diag.Message {
	var fault *media.Fault
	switch {
	case errors.As(pic.fault, &fault):
		return diag.New("E244", at, fault.Hint, "%s cannot be published: %s", diag.Quote(name), fault.Text)
	case errors.Is(pic.fault, media.ErrUnknown):
		return diag.New("E244", at, "save it as one of these; telephones can be told to", "%s cannot be published: it is no JPEG, PNG, WebP, GIF or SVG, whatever its name says", diag.Quote(name))
	}
	return diag.New("E244", at, "may you read the file?", "%s cannot be read", diag.Quote(name))
}

// plainKinds are files that say nothing but what an author sees in them.
var plainKinds = []string{"txt", "md", "csv", "tsv", "json", "toml", "yaml", "yml", "xml", "ics", "vcf", "css", "bib", "tex", "gpx", "log", "diff", "patch"}

// photoKinds are pictures that cannot be cleaned. Among static files, where all
// else is there because the author wants it there, they too have to be allowed.
var photoKinds = []string{"heic", "heif", "avif", "jxl", "tif", "tiff", "bmp", "dng", "cr2", "cr3", "nef", "arw", "raf", "orf", "rw2"}

func kindOf(name string) string { return strings.ToLower(strings.TrimPrefix(path.Ext(name), ".")) }

// allowed reports whether the author lets strangers have files of the kind as they are.
func (p *planner[A]) allowed(kind string) bool {
	return slices.ContainsFunc(p.cfg.Privacy.Attachments, func(k string) bool {
		return strings.ToLower(strings.TrimPrefix(k, ".")) == kind
	})
}

// takes reports whether the host takes a file of that kind. The author's own edition
// goes to no host.
func (p *planner[A]) takes(name string) bool {
	return p.ed.ForOwner() || p.assets.Place.Host.Takes(name)
}

// notTaken says that a file stays behind.
func (p *planner[A]) notTaken(at diag.Pos, name, hint string) diag.Message {
	return diag.New("W504", at, hint, "%s does not take files of this kind, so %s is left out", p.assets.Place.Host.Title(), diag.Quote(path.Base(name)))
}

// refused says that a file is of a kind that is not published. The author's own
// edition has them all.
func (p *planner[A]) refused(at diag.Pos, name string) (diag.Message, bool) {
	kind := kindOf(name)
	_, static := p.static[name]
	switch {
	case p.ed.Own(), p.allowed(kind), slices.Contains(plainKinds, kind), static && !slices.Contains(photoKinds, kind):
		return diag.Message{}, false
	}
	hint := fmt.Sprintf("save it as JPEG, PNG or plain text; or, if strangers may have such files as they are, write `attachments = [%q]` below [privacy] in journal.toml", kind)
	if kind == "" {
		hint = "give its name the extension of its kind"
	}
	return diag.New("E245", at, hint, "%s is not published: files of its kind can say who made them, when and where, and that cannot be taken out here", diag.Quote(path.Base(name))), true
}

// addStatic takes the static files: pictures cleaned, the rest as it is.
func (p *planner[A]) addStatic() diag.List {
	var messages diag.List
	for _, f := range p.ed.Static() {
		at := diag.Pos{File: "content/static/" + f.Path}
		if m, wrong := p.refused(at, f.Path); wrong {
			messages = append(messages, m)
			continue
		}
		if !p.takes(f.Path) {
			messages = append(messages, p.notTaken(at, f.Path, "a plan that is paid for takes all kinds; say `preset = \"none\"` then"))
			continue
		}
		if !media.Named(f.Path) || p.allowed(kindOf(f.Path)) {
			p.files[f.Path] = File{Path: f.Path, Read: f.Read}
			continue
		}
		pic := p.picture(f)
		if pic.fault != nil {
			messages = append(messages, pic.message(at, path.Base(f.Path)))
			continue
		}
		p.files[f.Path] = p.pictureFiles(pic)[0]
	}
	return messages
}
