package generator_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// conformance is what html-validate is asked: the standard and its rules of
// accessibility, less two matters of taste. Lists may have names, since their
// role allows it. A wide table's box is a region of its own, whether it is
// written as a section or as a div.
const conformance = `{
  "root": true,
  "extends": ["html-validate:standard", "html-validate:a11y"],
  "elements": ["html5"],
  "rules": {
    "aria-label-misuse": ["error", {"allowAnyNamable": true}],
    "prefer-native-element": "off"
  }
}`

// checkerPath is a file of the npm packages that make checkers fetches. Without it the
// test is skipped, or fails where nothing may skip.
func checkerPath(t *testing.T, name string) string {
	t.Helper()
	folder := os.Getenv("JOURNAL_CHECKERS")
	if folder == "" {
		folder = "../tools/checkers/node_modules"
	}
	file, err := filepath.Abs(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); err != nil {
		missing(t, "the checkers are not there; make checkers fetches them")
	}
	return file
}

// missing fails a test for what the machine lacks.
func missing(t *testing.T, why string) {
	t.Helper()
	t.Fatal(why)
}

// pagesConform runs html-validate over all pages of all sites; pages with the
// same bytes once.
func pagesConform(t *testing.T, sites []pagesSite) []string {
	t.Helper()
	checker := checkerPath(t, "html-validate/bin/html-validate.mjs")
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "Node.js is not there")
	}
	dir := t.TempDir()
	config := filepath.Join(dir, "config.json")
	write(t, config, conformance)
	seen := map[string]bool{}
	for _, s := range sites {
		for _, page := range s.paths() {
			if !seen[s.files[page]] {
				write(t, filepath.Join(dir, "sites", filepath.FromSlash(s.name), filepath.FromSlash(page)), s.files[page])
			}
			seen[s.files[page]] = true
		}
	}
	// Into a file: what it writes to a pipe is cut off where it ends.
	results := filepath.Join(dir, "results.json")
	said, err := exec.Command(node, checker, "--config", config, "--formatter", "json="+results, "--ext", "html", filepath.Join(dir, "sites")).CombinedOutput()
	out, readErr := os.ReadFile(results)
	if readErr != nil {
		t.Fatalf("html-validate: %v: %.300s", err, said)
	}
	return conformTroubles(t, out, filepath.Join(dir, "sites"))
}

func conformTroubles(t *testing.T, out []byte, dir string) []string {
	t.Helper()
	var results []struct {
		FilePath string
		Messages []struct {
			RuleID, Message, Selector string
			Line, Column              int
		}
	}
	if err := json.Unmarshal(out, &results); err != nil {
		t.Fatalf("html-validate said %.300s: %v", out, err)
	}
	var wrong []string
	for _, r := range results {
		page, _ := filepath.Rel(dir, r.FilePath)
		for _, m := range r.Messages {
			wrong = append(wrong, fmt.Sprintf("%s:%d:%d: %s: %s (%s)", page, m.Line, m.Column, m.RuleID, m.Message, m.Selector))
		}
	}
	return wrong
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
