package media

import (
	"crypto/rand"
	"crypto/sha256"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Folder is a shelf on the disk. Files in it can be read by their owner alone,
// since there may be copies of private pictures among them, and it is safe to
// delete. Each file begins with a hash of the rest, so that what a crash left
// behind is made again. Where the folder cannot be written to, nothing is kept.
type Folder struct {
	path string

	mu    sync.Mutex
	asked map[string]bool
}

const ignoreFile = ".gitignore"

// NewFolder gives the shelf in a folder, which is made when something is put there.
func NewFolder(path string) *Folder { return &Folder{path: path, asked: map[string]bool{}} }

// Get gives what is kept under the key.
func (f *Folder) Get(key string) ([]byte, bool) {
	f.ask(key)
	data, err := os.ReadFile(filepath.Join(f.path, key))
	if err != nil || len(data) < sha256.Size {
		return nil, false
	}
	copy := data[sha256.Size:]
	return copy, sha256.Sum256(copy) == [sha256.Size]byte(data[:sha256.Size])
}

// Put keeps a copy.
func (f *Folder) Put(key string, copy []byte) {
	f.ask(key)
	if err := f.lay(); err != nil {
		return
	}
	sum := sha256.Sum256(copy)
	aside := filepath.Join(f.path, key+"."+rand.Text())
	if err := os.WriteFile(aside, slices.Concat(sum[:], copy), 0o600); err != nil {
		os.Remove(aside)
		return
	}
	if err := os.Rename(aside, filepath.Join(f.path, key)); err != nil {
		os.Remove(aside)
	}
}

// lay makes the folder, and keeps it out of the author's repository.
func (f *Folder) lay() error {
	if _, err := os.Stat(f.path); err == nil {
		return nil
	}
	if err := os.MkdirAll(f.path, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(f.path, ignoreFile), []byte("*\n"), 0o600)
}

func (f *Folder) ask(key string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked[key] = true
}

// Sweep removes what was neither asked for nor put since the last Sweep. Call it
// when a whole site was written.
func (f *Folder) Sweep() {
	f.mu.Lock()
	defer f.mu.Unlock()
	names, err := os.ReadDir(f.path)
	if err != nil {
		return
	}
	for _, n := range names {
		if !f.asked[n.Name()] && n.Name() != ignoreFile {
			os.Remove(filepath.Join(f.path, n.Name()))
		}
	}
	f.asked = map[string]bool{}
}

// Memory is a shelf that forgets when it is full, for a preview, which writes
// nothing to the disk. What it does not have it looks for on the shelf below.
type Memory struct {
	below Shelf

	mu    sync.Mutex
	kept  map[string][]byte
	order []string // the oldest first
	bytes int
}

const maxMemory = 96 << 20

// NewMemory gives an empty shelf over another, which is read only and may be nil.
func NewMemory(below Shelf) *Memory { return &Memory{below: below, kept: map[string][]byte{}} }

// Get gives what is kept under the key.
func (m *Memory) Get(key string) ([]byte, bool) {
	m.mu.Lock()
	copy, ok := m.kept[key]
	m.mu.Unlock()
	if ok || m.below == nil {
		return copy, ok
	}
	return m.below.Get(key)
}

// Put keeps a copy, and forgets the oldest where there is no room.
func (m *Memory) Put(key string, copy []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, known := m.kept[key]; known || len(copy) > maxMemory {
		return
	}
	m.kept[key] = copy
	m.order = append(m.order, key)
	for m.bytes += len(copy); m.bytes > maxMemory; m.order = m.order[1:] {
		m.bytes -= len(m.kept[m.order[0]])
		delete(m.kept, m.order[0])
	}
}
