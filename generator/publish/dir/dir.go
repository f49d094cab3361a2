// Package dir publishes to a folder: one that a web server of this machine serves, a
// network drive, a USB stick.
//
//   - Files are written aside, in the folder of the lock, and renamed: a reader finds
//     the old bytes or the new ones.
//   - Every access goes through an os.Root, so no link leads out of the folder.
//   - A lock, .journal-publishing, keeps a second publication out. It is made whole,
//     by renaming a folder that says who made it and when. It counts for nothing once
//     that process is gone or its time is over, and what it left goes with it.
//   - Before the manifest says that all is there, the system is asked to put it on the
//     disk.
package dir

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"journal/generator/publish"
)

// Whatever the umask of who publishes: a host may serve the folder under another
// user.
const (
	fileMode = 0o644
	dirMode  = 0o755
)

// Host is a folder.
type Host struct {
	path string
	now  func() time.Time
}

// New gives the folder at a path. It is made when something is published to it.
func New(path string, now func() time.Time) *Host { return &Host{path, now} }

func (h *Host) String() string { return "the folder " + h.path }

// Look lists the folder. Links and what else is no file are listed too, so that
// nothing is put in their place.
func (h *Host) Look(ctx context.Context) (publish.State, error) {
	root, err := os.OpenRoot(h.path)
	if errors.Is(err, fs.ErrNotExist) {
		return publish.State{}, nil
	}
	if err != nil {
		return publish.State{}, trouble(err)
	}
	defer root.Close()
	s := publish.State{Files: map[string]publish.Object{}}
	if s.Manifest, err = root.ReadFile(publish.ManifestPath); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return publish.State{}, trouble(err)
	}
	err = fs.WalkDir(root.FS(), ".", func(at string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, fs.ErrNotExist):
			return nil // it went meanwhile
		case err != nil:
			return err
		case at == lockName || at == ".git" || strings.HasPrefix(at, madePrefix):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || at == publish.ManifestPath:
			return nil
		case !d.Type().IsRegular():
			s.Files[at] = publish.Object{Size: -1}
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		s.Files[at] = publish.Object{Size: info.Size()}
		return nil
	})
	return s, trouble(err)
}

// Read reads a file of the folder.
func (h *Host) Read(ctx context.Context, at string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(h.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, publish.ErrAbsent
	}
	if err != nil {
		return nil, trouble(err)
	}
	defer root.Close()
	info, err := root.Stat(filepath.FromSlash(at))
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || err == nil && !info.Mode().IsRegular() {
		return nil, publish.ErrAbsent
	}
	if err != nil {
		return nil, trouble(err)
	}
	b, err := root.ReadFile(filepath.FromSlash(at))
	return b, trouble(err)
}

// Begin makes the folder, if there is none, and locks it.
func (h *Host) Begin(ctx context.Context, seen publish.State) (publish.Session, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(h.path); errors.Is(err, fs.ErrNotExist) {
		if err := makeFolder(h.path); err != nil {
			return nil, trouble(err)
		}
	}
	root, err := os.OpenRoot(h.path)
	if err != nil {
		return nil, trouble(err)
	}
	if err := lock(root, h.now()); err != nil {
		root.Close()
		return nil, err
	}
	return &session{root: root, manifest: seen.Manifest}, nil
}

func makeFolder(at string) error {
	if err := os.MkdirAll(at, dirMode); err != nil {
		return err
	}
	return os.Chmod(at, dirMode)
}

// session is a publication to the folder.
type session struct {
	root     *os.Root
	manifest []byte // as it should be now
	aside    atomic.Int64
	ended    bool
}

func (s *session) Atomic() bool { return false }

func (s *session) Claim(ctx context.Context, m publish.File) error { return s.putManifest(ctx, m) }

// putManifest compares, which is enough under the lock, and replaces.
func (s *session) putManifest(ctx context.Context, m publish.File) error {
	there, err := s.root.ReadFile(publish.ManifestPath)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return trouble(err)
	}
	if bytes.Equal(there, m.Bytes) && err == nil {
		s.manifest = m.Bytes
		return nil
	}
	if !bytes.Equal(there, s.manifest) {
		return publish.ErrStale
	}
	if err := s.write(ctx, m, true); err != nil {
		return err
	}
	s.manifest = m.Bytes
	return nil
}

func (s *session) Put(ctx context.Context, f publish.File) error { return s.write(ctx, f, false) }

func (s *session) write(ctx context.Context, f publish.File, durable bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	aside := path.Join(lockName, "new-"+strconv.FormatInt(s.aside.Add(1), 10))
	w, err := s.root.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return trouble(err)
	}
	err = fill(w, f.Bytes, durable)
	if err = errors.Join(err, w.Close()); err == nil {
		err = s.place(aside, f.Path)
	}
	if err != nil {
		_ = s.root.Remove(aside)
	}
	return trouble(err)
}

func fill(w *os.File, b []byte, durable bool) error {
	if _, err := w.Write(b); err != nil {
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

// place renames a file to where it belongs, and makes the folders above it.
func (s *session) place(aside, at string) error {
	var above []string
	for dir := path.Dir(at); dir != "."; dir = path.Dir(dir) {
		above = append(above, dir)
	}
	for i := len(above) - 1; i >= 0; i-- {
		err := s.root.Mkdir(above[i], dirMode)
		if errors.Is(err, fs.ErrExist) {
			continue // if it is a file, the renaming says so
		}
		if err == nil {
			err = s.root.Chmod(above[i], dirMode)
		}
		if err != nil {
			return err
		}
	}
	return s.root.Rename(aside, at)
}

// Delete removes a file and the folders that are empty then.
func (s *session) Delete(ctx context.Context, at string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	info, err := s.root.Lstat(at)
	switch {
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR):
		return nil
	case err != nil:
		return trouble(err)
	case info.IsDir():
		return nil // a folder is not the file
	}
	if err := s.root.Remove(at); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return trouble(err)
	}
	for dir := path.Dir(at); dir != "."; dir = path.Dir(dir) {
		if s.root.Remove(dir) != nil {
			break // it is not empty
		}
	}
	return nil
}

func (s *session) Flush(ctx context.Context) error { return ctx.Err() }

func (s *session) Commit(ctx context.Context, m publish.File) error {
	if err := syncDisk(s.root); err != nil {
		return trouble(err)
	}
	if err := s.putManifest(ctx, m); err != nil {
		return err
	}
	return s.Abort(ctx)
}

func (s *session) Abort(context.Context) error {
	if s.ended {
		return nil
	}
	s.ended = true
	err := s.root.RemoveAll(lockName)
	s.root.Close()
	return trouble(err)
}

// trouble says what can be done about what the disk reported.
func trouble(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT):
		return publish.Remedy(short(err), "make room there, and publish again: it goes on where it was")
	case errors.Is(err, syscall.EROFS):
		return publish.Remedy(short(err), "the disk can only be read; mount it so that it can be written to, or publish elsewhere")
	case errors.Is(err, fs.ErrPermission):
		return publish.Remedy(short(err), "see to it that you may write to that folder and to the files in it, or publish elsewhere")
	}
	return short(err)
}

// short takes off what the standard library says of the access, whose path is often
// that of a file written aside and means nothing to the reader.
func short(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}
