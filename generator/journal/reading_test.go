package journal

import (
	"io/fs"
	"os"
	"testing"
	"time"

	"journal/generator/frontmatter"
)

func TestReadOnce(t *testing.T) {
	d, _ := small(t)
	root, err := os.OpenRoot(d.root)
	d.do(err)
	defer root.Close()
	r, err := readOnce(root, "content/pages/b.md")
	if string(r.text) != "xx" || r.stamp.Size != 2 || !r.still || r.open || err != nil {
		t.Errorf("%v, %v", r, err)
	}
	d.do(os.WriteFile(d.at("content/empty.md"), nil, 0o644))
	if r, err := readOnce(root, "content/empty.md"); r.text == nil || len(r.text) != 0 || !r.still || err != nil {
		t.Errorf("an empty file: %v, %v", r, err)
	}
	if _, err := readOnce(root, "content/pages"); !os.IsNotExist(err) {
		t.Errorf("a folder: %v", err)
	}
	d.do(os.Truncate(d.at("content/empty.md"), frontmatter.MaxSize+1))
	if r, err := readOnce(root, "content/empty.md"); r.text != nil || r.stamp.Size != frontmatter.MaxSize+1 || err != nil {
		t.Errorf("a file that is too large: %d bytes read, %v", len(r.text), err)
	}
}

// disturbed is a file that somebody else writes to when it has been read.
type disturbed struct {
	fs.File
	write func()
}

func (f disturbed) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.write()
	return n, err
}

func TestATornReadIsNoticed(t *testing.T) {
	d, _ := small(t)
	for name, write := range map[string]func(){
		"longer":     func() { d.write("content/pages/b.md") },
		"cut short":  func() { d.do(os.Truncate(d.at("content/pages/b.md"), 1)) },
		"other time": func() { d.do(os.Chtimes(d.at("content/pages/b.md"), time.Now(), time.Now().Add(-time.Hour))) },
	} {
		f, err := os.Open(d.at("content/pages/b.md"))
		d.do(err)
		if r, err := readOpen(disturbed{f, write}, func() bool { return false }); r.still || err != nil {
			t.Errorf("%s: still is %v, %v", name, r.still, err)
		}
		d.do(f.Close())
		d.write("content/pages/b.md")
	}
}
