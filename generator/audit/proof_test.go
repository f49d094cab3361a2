package audit_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"journal/generator/audit"
)

// tree is a site by path; paths are listed in order.
type tree map[string]string

func (t tree) Paths() []string {
	var paths []string
	for path := range t {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

func (t tree) Bytes(path string) ([]byte, error) { return []byte(t[path]), nil }

// backwards lists the paths of a tree from the last to the first.
type backwards struct{ tree }

func (t backwards) Paths() []string {
	paths := t.tree.Paths()
	slices.Reverse(paths)
	return paths
}

// broken has a file that cannot be read.
type broken struct{ tree }

func (t broken) Bytes(path string) ([]byte, error) { return nil, fmt.Errorf("no %s", path) }

func TestHash(t *testing.T) {
	site := tree{"index.html": "<p>Hello", "a/b.css": "p{}"}
	lines := fmt.Sprintf("a/b.css\x00%x\nindex.html\x00%x\n", sha256.Sum256([]byte("p{}")), sha256.Sum256([]byte("<p>Hello")))
	want := fmt.Sprintf("%x", sha256.Sum256([]byte(lines)))
	for _, s := range []audit.Tree{site, backwards{site}} {
		if got, err := audit.Hash(t.Context(), s); err != nil || got != want {
			t.Errorf("hash is %s, %v, want %s", got, err, want)
		}
	}
	if _, err := audit.Hash(t.Context(), broken{site}); err == nil {
		t.Error("a file that cannot be read makes no difference")
	}
}

func TestProof(t *testing.T) {
	site := tree{"index.html": "<p>Hello", "a/b.css": "p{}"}
	hash, _ := audit.Hash(t.Context(), site)
	for _, c := range []struct {
		name    string
		without audit.Tree
		found   []audit.Finding
	}{
		{"the same", site, nil},
		{"other bytes", tree{"index.html": "<p>Hello!", "a/b.css": "p{}"}, []audit.Finding{{File: "index.html", Kind: audit.Difference}}},
		{"a file more", tree{"index.html": "<p>Hello", "a/b.css": "p{}", "c": ""}, []audit.Finding{{File: "c", Kind: audit.Difference}}},
		{"a file less", tree{"index.html": "<p>Hello"}, []audit.Finding{{File: "a/b.css", Kind: audit.Difference}}},
		{"another order", backwards{site}, []audit.Finding{{Kind: audit.Order}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			report, proof, err := audit.Prove(t.Context(), site, c.without, audit.Secrets{})
			if err != nil || !slices.Equal(report.Findings, c.found) {
				t.Errorf("found %v, %v, want %v", report.Findings, err, c.found)
			}
			passed := len(c.found) == 0
			if report.Passed() != passed || proof.Covers(hash) != passed || report.Tree != hash || report.Files != 2 || report.Bytes != 11 {
				t.Errorf("report %+v, proof of %q", report, proof.Tree())
			}
		})
	}
	if (audit.Proof{}).Covers("") {
		t.Error("no proof covers something")
	}
}
