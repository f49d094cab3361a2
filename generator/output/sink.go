package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
)

// sink is every way in which this package touches the output folder. Paths are
// slash-separated and relative to it.
type sink interface {
	// ReadDir lists a folder in no particular order; links are not followed.
	ReadDir(name string) ([]fs.DirEntry, error)
	ReadFile(name string) ([]byte, error)
	// WriteFile makes a file that must not exist.
	WriteFile(name string, data []byte) error
	// Sync forces a file to the disk itself.
	Sync(name string) error
	Mkdir(name string, mode fs.FileMode) error
	// Link gives a file a second name.
	Link(name, second string) error
	Rename(from, to string) error
	// Remove removes a file or an empty folder.
	Remove(name string) error
	// RemoveAll removes what is there, and is content if nothing is.
	RemoveAll(name string) error
}

// Whatever the umask of who builds: a host may serve the folder under another
// user.
const (
	fileMode    = 0o644
	dirMode     = 0o755
	stagingMode = 0o700 // nobody shall be served what is not in place
)

// folder is the real sink.
type folder struct {
	root  *os.Root
	made  []string // what was not there, from the top down
	modes *modes
	open  *rooms
}

// modes is what is known of the umask of who builds: whether files and folders are
// made with the modes that they shall have.
type modes struct{ file, dir atomic.Bool }

// openFolder opens the folder and makes it if there is none.
func openFolder(dir string) (folder, error) {
	f := folder{modes: &modes{}, open: &rooms{}}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		f.made = missing(dir)
		if err := os.MkdirAll(dir, dirMode); err != nil {
			return folder{}, err
		}
		if err := os.Chmod(dir, dirMode); err != nil {
			return folder{}, err
		}
	}
	var err error
	f.root, err = os.OpenRoot(dir)
	return f, err
}

// missing lists a folder that is not there and those above it, from the top down.
func missing(dir string) []string {
	var all []string
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil || filepath.Dir(d) == d {
			slices.Reverse(all)
			return all
		}
		all = append(all, d)
	}
}

func (f folder) close() {
	f.open.close()
	f.root.Close()
}

// unmake removes the folders that openFolder made, unless something is in them.
func (f folder) unmake() {
	for _, d := range slices.Backward(f.made) {
		if os.Remove(d) != nil {
			return
		}
	}
}

func (f folder) ReadDir(name string) ([]fs.DirEntry, error) {
	d, err := f.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	return d.ReadDir(-1)
}

func (f folder) ReadFile(name string) ([]byte, error) { return f.root.ReadFile(name) }

func (f folder) WriteFile(name string, data []byte) error {
	root, rest, done := f.near(name)
	defer done()
	w, err := root.OpenFile(rest, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	if err := f.fill(w, data); err != nil {
		w.Close()
		return err
	}
	return w.Close()
}

func (f folder) fill(w *os.File, data []byte) error {
	if _, err := w.Write(data); err != nil {
		return err
	}
	return f.asItShall(&f.modes.file, w.Stat, fileMode, func() error { return w.Chmod(fileMode) })
}

// asItShall gives a new file or folder its mode, unless one that was made before in
// the same way has shown that it has it.
func (f folder) asItShall(right *atomic.Bool, stat func() (fs.FileInfo, error), mode fs.FileMode, change func() error) error {
	if right.Load() {
		return nil
	}
	if info, err := stat(); err == nil && info.Mode().Perm() == mode {
		right.Store(true)
		return nil
	}
	return change()
}

func (f folder) Sync(name string) error {
	w, err := f.root.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := w.Sync(); err != nil {
		w.Close()
		return err
	}
	return w.Close()
}

func (f folder) Mkdir(name string, mode fs.FileMode) error {
	root, rest, done := f.near(name)
	defer done()
	if err := root.Mkdir(rest, mode); err != nil {
		return err
	}
	change := func() error { return root.Chmod(rest, mode) }
	if mode != dirMode {
		return change()
	}
	return f.asItShall(&f.modes.dir, func() (fs.FileInfo, error) { return root.Lstat(rest) }, mode, change)
}

func (f folder) Link(name, second string) error { return f.root.Link(name, second) }

func (f folder) Rename(from, to string) error {
	f.open.close() // a folder that moves may be one that is held open
	return f.root.Rename(from, to)
}

func (f folder) Remove(name string) error { return f.root.Remove(name) }

func (f folder) RemoveAll(name string) error {
	f.open.close()
	return f.root.RemoveAll(name)
}

// cause takes off what the standard library says about an access, whose path is
// often that of a file written aside and means nothing to the reader.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}
