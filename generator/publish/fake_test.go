package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"
)

// place is a host in memory. It can be atomic, as a branch is, or show each file at
// once, as a bucket does.
type place struct {
	mu       sync.Mutex
	atomic   bool
	gathers  bool              // files are sent at Flush
	files    map[string]string // with the manifest
	headers  map[string]File
	others   string
	watch    func(map[string]string) // is shown what strangers see, after each change
	changes  []string                // what was done, in order
	fault    func(op string) (before, after error)
	sessions int
}

func newPlace() *place { return &place{files: map[string]string{}, headers: map[string]File{}} }

// do does something unless a fault says otherwise. After may be an error although
// it was done.
func (p *place) do(ctx context.Context, op string, f func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var before, after error
	if p.fault != nil {
		before, after = p.fault(op)
	}
	if before != nil {
		return before
	}
	if err := f(); err != nil {
		return err
	}
	return after
}

func (p *place) changed(what string) {
	p.changes = append(p.changes, what)
	if p.watch != nil {
		p.watch(p.files)
	}
}

func (p *place) String() string { return "the test's place" }

func (p *place) Look(ctx context.Context) (s State, err error) {
	err = p.do(ctx, "look", func() error {
		s = State{Files: map[string]Object{}, Others: p.others}
		for at, b := range p.files {
			if at == ManifestPath {
				s.Manifest = []byte(b)
			} else {
				s.Files[at] = Object{Size: int64(len(b))}
			}
		}
		return nil
	})
	return s, err
}

func (p *place) Read(ctx context.Context, at string) (b []byte, err error) {
	err = p.do(ctx, "read "+at, func() error {
		text, ok := p.files[at]
		if !ok {
			return ErrAbsent
		}
		b = []byte(text)
		return nil
	})
	return b, err
}

func (p *place) Begin(ctx context.Context, seen State) (s Session, err error) {
	err = p.do(ctx, "begin", func() error {
		p.sessions++
		s = &stay{p: p, manifest: seen.Manifest, files: maps.Clone(p.files)}
		return nil
	})
	return s, err
}

// stay is a session.
type stay struct {
	p        *place
	manifest []byte
	files    map[string]string // of an atomic place, to be
	gathered []func()
	ended    bool
}

func (s *stay) Atomic() bool { return s.p.atomic }

func (s *stay) swap(m File) error {
	there, ok := s.p.files[ManifestPath]
	if ok && there == string(m.Bytes) {
		s.manifest = m.Bytes
		return nil
	}
	if ok != (s.manifest != nil) || there != string(s.manifest) {
		return ErrStale
	}
	if s.p.atomic {
		s.p.files = s.files
	}
	s.p.files[ManifestPath] = string(m.Bytes)
	s.manifest = bytes.Clone(m.Bytes)
	return nil
}

func (s *stay) Claim(ctx context.Context, m File) error {
	return s.p.do(ctx, "claim", func() error {
		if err := s.swap(m); err != nil {
			return err
		}
		s.p.changed("claim")
		return nil
	})
}

func (s *stay) Put(ctx context.Context, f File) error {
	return s.p.do(ctx, "put "+f.Path, func() error {
		s.then(func() {
			s.p.headers[f.Path] = f
			s.view()[f.Path] = string(f.Bytes)
			s.p.changed("put " + f.Path)
		})
		return nil
	})
}

func (s *stay) Delete(ctx context.Context, at string) error {
	return s.p.do(ctx, "delete "+at, func() error {
		s.then(func() {
			if _, ok := s.view()[at]; ok {
				delete(s.view(), at)
				s.p.changed("delete " + at)
			}
		})
		return nil
	})
}

func (s *stay) then(f func()) {
	if s.p.gathers {
		s.gathered = append(s.gathered, f)
		return
	}
	f()
}

func (s *stay) view() map[string]string {
	if s.p.atomic {
		return s.files
	}
	return s.p.files
}

func (s *stay) flush() {
	for _, f := range s.gathered {
		f()
	}
	s.gathered = nil
}

func (s *stay) Flush(ctx context.Context) error {
	return s.p.do(ctx, "flush", func() error { s.flush(); return nil })
}

func (s *stay) Commit(ctx context.Context, m File) error {
	if s.ended {
		return errors.New("the session has ended")
	}
	return s.p.do(ctx, "commit", func() error {
		s.flush()
		if err := s.swap(m); err != nil {
			return err
		}
		s.ended = true
		s.p.changed("commit")
		return nil
	})
}

func (s *stay) Abort(context.Context) error {
	s.ended = true
	return nil
}

// killed makes everything fail from the k-th operation on, from 1. If late, the k-th
// was done, and its answer lost. It reports whether it came so far.
func (p *place) killed(k int, late bool) (reached func() bool) {
	n := 0
	dead := errors.New("killed")
	p.fault = func(string) (before, after error) {
		n++
		switch {
		case n == k && late:
			return nil, dead
		case n >= k:
			return dead, nil
		}
		return nil, nil
	}
	return func() bool { return n >= k }
}

// pages is a site.
type pages map[string]string

func (p pages) Paths() []string {
	var all []string
	for at := range p {
		all = append(all, at)
	}
	return all
}

func (p pages) Bytes(at string) ([]byte, error) {
	b, ok := p[at]
	if !ok {
		return nil, fmt.Errorf("no %s", at)
	}
	return []byte(b), nil
}

func (p pages) with(others pages) pages {
	all := maps.Clone(p)
	maps.Copy(all, others)
	return all
}

func (p pages) without(paths ...string) pages {
	all := maps.Clone(p)
	for _, at := range paths {
		delete(all, at)
	}
	return all
}

// everyTree is a proof that covers every tree.
type everyTree struct{}

func (everyTree) Covers(string) bool { return true }

// by gives a proof to whoever asks.
func by(p proof) prover { return func(context.Context) (proof, error) { return p, nil } }

var anyProof = by(everyTree{})

// still are options that wait for nothing.
func still() Options {
	return Options{
		Site: "site", Publisher: "me", Parallel: 1,
		Now:    func() time.Time { return time.Date(2026, 4, 5, 12, 0, 0, 0, time.UTC) },
		Random: func() float64 { return 0.5 },
		Sleep:  func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
}

// contents is what a place has, without the manifest.
func (p *place) contents() pages {
	all := pages(maps.Clone(p.files))
	delete(all, ManifestPath)
	return all
}
