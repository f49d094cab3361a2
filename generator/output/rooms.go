package output

import (
	"os"
	"path"
	"sync"
)

// rooms are folders in which files are being made, held open: each access looks at
// every folder on its way, and neighbours share theirs.
type rooms struct {
	mu   sync.Mutex
	held []*held // the last one used comes last
}

// held is an open folder. It is closed when nobody uses it and it is no longer kept.
type held struct {
	name  string
	root  *os.Root
	users int
	kept  bool
}

// mostHeld is how many folders are kept open.
const mostHeld = 8

// near gives a folder two steps above a file or closer, and the rest of the way.
// Neighbouring pages each have a folder of their own, in one that they share.
func (f folder) near(name string) (root *os.Root, rest string, done func()) {
	up := path.Dir(path.Dir(name))
	if up == "." {
		return f.root, name, func() {}
	}
	h := f.open.take(f.root, up)
	if h == nil {
		return f.root, name, func() {}
	}
	return h.root, name[len(up)+1:], func() { f.open.give(h) }
}

// take gives the open folder, or nil where it cannot be opened.
func (r *rooms) take(in *os.Root, name string) *held {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, h := range r.held {
		if h.name == name {
			copy(r.held[i:], r.held[i+1:])
			r.held[len(r.held)-1] = h
			h.users++
			return h
		}
	}
	root, err := in.OpenRoot(name)
	if err != nil {
		return nil
	}
	h := &held{name: name, root: root, users: 1, kept: true}
	if r.held = append(r.held, h); len(r.held) > mostHeld {
		r.drop()
	}
	return h
}

// drop lets the folder go that was used longest ago.
func (r *rooms) drop() {
	h := r.held[0]
	r.held = append(r.held[:0], r.held[1:]...)
	if h.kept = false; h.users == 0 {
		h.root.Close()
	}
}

func (r *rooms) give(h *held) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if h.users--; h.users == 0 && !h.kept {
		h.root.Close()
	}
}

// close lets all folders go.
func (r *rooms) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.held) > 0 {
		r.drop()
	}
}
