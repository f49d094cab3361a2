package output

import (
	"errors"
	"io/fs"
	"os"
)

// sink is every way in which this package touches the output folder. Paths are
// slash-separated and relative to it.
type sink interface {
	// ReadDir lists a folder in no particular order; links are not followed.
	ReadDir(name string) ([]fs.DirEntry, error)
	ReadFile(name string) ([]byte, error)
	// WriteFile makes a file that must not exist, on the disk itself if it
	// shall be durable.
	WriteFile(name string, data []byte, durable bool) error
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
type folder struct{ root *os.Root }

// openFolder opens the folder and makes it if there is none.
func openFolder(dir string) (folder, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(dir, dirMode); err != nil {
			return folder{}, err
		}
		if err := os.Chmod(dir, dirMode); err != nil {
			return folder{}, err
		}
	}
	root, err := os.OpenRoot(dir)
	return folder{root}, err
}

func (f folder) close() { f.root.Close() }

func (f folder) ReadDir(name string) ([]fs.DirEntry, error) {
	d, err := f.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	return d.ReadDir(-1)
}

func (f folder) ReadFile(name string) ([]byte, error) { return f.root.ReadFile(name) }

func (f folder) WriteFile(name string, data []byte, durable bool) error {
	w, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	if err := fill(w, data, durable); err != nil {
		w.Close()
		return err
	}
	return w.Close()
}

func fill(w *os.File, data []byte, durable bool) error {
	if _, err := w.Write(data); err != nil {
		return err
	}
	if err := w.Chmod(fileMode); err != nil {
		return err
	}
	if !durable {
		return nil
	}
	return w.Sync()
}

func (f folder) Mkdir(name string, mode fs.FileMode) error {
	if err := f.root.Mkdir(name, mode); err != nil {
		return err
	}
	return f.root.Chmod(name, mode)
}

func (f folder) Link(name, second string) error { return f.root.Link(name, second) }
func (f folder) Rename(from, to string) error   { return f.root.Rename(from, to) }
func (f folder) Remove(name string) error       { return f.root.Remove(name) }
func (f folder) RemoveAll(name string) error    { return f.root.RemoveAll(name) }

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
