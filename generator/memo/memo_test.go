package memo

import (
	"sync"
	"sync/atomic"
	"testing"

	"journal/generator/diag"
)

func TestKeysDoNotRunTogether(t *testing.T) {
	a := KeyOf("s", []byte("ab"), []byte("c"))
	if a == KeyOf("s", []byte("a"), []byte("bc")) || a == KeyOf("sa", []byte("b"), []byte("c")) || a == KeyOf("s", []byte("ab"), []byte("c"), nil) {
		t.Error("different inputs have the same key")
	}
}

func TestOncePerKeyAndMessagesReplayed(t *testing.T) {
	s := New()
	var calls atomic.Int32
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			v, l := Do(s, KeyOf("x"), func() (int, diag.List) {
				calls.Add(1)
				return 7, diag.List{{Code: "W1"}}
			})
			if v != 7 || len(l) != 1 {
				t.Errorf("got %d, %v", v, l)
			}
		})
	}
	wg.Wait()
	if calls.Load() != 1 {
		t.Errorf("called %d times", calls.Load())
	}
}

func TestSweep(t *testing.T) {
	s := New()
	get := func(name string) { Do(s, KeyOf(name), func() (int, diag.List) { return 0, nil }) }
	get("kept")
	get("dropped")
	s.Sweep()
	get("kept")
	s.Sweep()
	if s.Len() != 1 {
		t.Errorf("%d results kept, want 1", s.Len())
	}
}
