// Package memo remembers the results of pure functions from one build to the
// next.
//
// Do remembers a result by a key, a hash of everything the function reads. Each
// remembers what was made of every element of a list by the element's identity:
// what is handed on by pointer and never changed is the same content as long as
// it is the same pointer. Groups, Parts and Sorted keep that identity where lists
// are parted and put in order, and Alike where elements were read again, so that
// one changed file changes one thing at every stage. Runs remembers what was
// gathered from neighbours. A hit is indistinguishable from a miss, the diagnostics included, which
// are part of the value. Values are shared between builds and goroutines and must
// not be changed by anybody.
//
// The package knows nothing of files, time or visibility: who may see a thing
// is decided below it, and a decision that matters is part of the key.
package memo

import (
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"journal/generator/diag"
)

// Key names one result.
type Key [32]byte

// KeyOf hashes a stage's name and its inputs. Each part is preceded by its
// length, so that no two lists of parts run together.
func KeyOf(stage string, parts ...[]byte) Key {
	h := sha256.New()
	var n [8]byte
	write := func(b []byte) {
		binary.LittleEndian.PutUint64(n[:], uint64(len(b)))
		h.Write(n[:])
		h.Write(b)
	}
	write([]byte(stage))
	for _, p := range parts {
		write(p)
	}
	return Key(h.Sum(nil))
}

// Store holds results. The zero Store is not ready; use New.
type Store struct {
	mu      sync.Mutex
	results map[Key]*result
	stages  map[string]any // what Each, Groups and Sorted had last
	round   uint64
}

type result struct {
	once     sync.Once
	value    any
	messages diag.List
	round    uint64
}

// New gives an empty store.
func New() *Store { return &Store{results: map[Key]*result{}, stages: map[string]any{}} }

// Do gives the result for the key and calls f for it once, also when several
// goroutines ask at the same time. A nil store remembers nothing.
func Do[T any](s *Store, k Key, f func() (T, diag.List)) (T, diag.List) {
	if s == nil {
		return f()
	}
	r := s.slot(k)
	r.once.Do(func() {
		v, l := f()
		r.value, r.messages = v, l
	})
	return r.value.(T), r.messages[:len(r.messages):len(r.messages)]
}

func (s *Store) slot(k Key) *result {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.results[k]
	if r == nil {
		r = &result{}
		s.results[k] = r
	}
	r.round = s.round
	return r
}

// stage gives what a stage kept last.
func (s *Store) stage(name string) any {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stages[name]
}

func (s *Store) keep(stage string, what any) {
	if s == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stages[stage] = what
}

// Sweep forgets the results that nobody has asked for since the last Sweep. Each
// stage forgets by itself.
func (s *Store) Sweep() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, r := range s.results {
		if r.round != s.round {
			delete(s.results, k)
		}
	}
	s.round++
}

// Len is the number of results held.
func (s *Store) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.results)
}
