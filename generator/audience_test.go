package generator_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// These lines would show the author's edition to strangers, or make a public one
// out of nothing. None of them may compile.
var mustNotCompile = []string{
	`_ = edition.Edition[edition.Public](ownerEdition)`,
	`_ = site.Site[edition.Public](ownerSite)`,
	`_ = render.Tree[edition.Public](ownerTree)`,
	`_ = edition.Edition[edition.Public]{entries: nil}`,
	`_ = render.Tree[edition.Public]{files: nil}`,
	`publicTree, _ = render.All(ownerSite, render.Styles{}, theme.Theme{}, nil)`,
	`publicTree, _, _ = generator.Build(generator.Source{}, edition.ForOwner, nil)`,
	`_, _ = output.Write(context.Background(), ownerTree, "", output.Options{})`,
	`_ = edition.Entry{}.from`,
	`var _ edition.Edition[struct{}]`,
	`_ = edition.Edition[edition.Public](circleEdition)`,
	`_ = edition.Edition[edition.Circle](ownerEdition)`,
	`_ = site.Site[edition.Public](circleSite)`,
	`_ = render.Tree[edition.Public](circleTree)`,
	`_ = render.Tree[edition.Circle](ownerTree)`,
	`_, _ = output.Write(context.Background(), circleTree, "", output.Options{})`,
	`publicTree, _, _ = generator.Build(generator.Source{}, edition.ForCircle("sam"), nil)`,
	`publicTree = render.Seal(publicTree, ownerTree, seal.Key{})`,
	`publicTree = render.Seal(circleTree, circleTree, seal.Key{})`,
	`publicTree, _ = generator.Seal(publicTree, []generator.Circle{{Site: ownerTree}}, nil)`,
	`_ = seal.Blob{[]byte("not sealed")}`,
	`_ = seal.Key{circle: "sam"}`,
}

const mustCompile = `publicTree, _, _ = generator.Build(generator.Source{}, edition.ForPublic, nil)
	circleTree, _, _ = generator.Build(generator.Source{}, edition.ForCircle("sam"), nil)
	publicTree = render.Seal(publicTree, circleTree, seal.Key{})
	_, _ = output.Write(context.Background(), publicTree, "", output.Options{})`

const audienceProgram = `package main

import (
	"context"

	"journal/generator"
	"journal/generator/edition"
	"journal/generator/output"
	"journal/generator/render"
	"journal/generator/seal"
	"journal/generator/site"
	"journal/generator/theme"
)

func main() {
	var ownerEdition edition.Edition[edition.Owner]
	var ownerSite site.Site[edition.Owner]
	var ownerTree render.Tree[edition.Owner]
	var publicTree render.Tree[edition.Public]
	var circleEdition edition.Edition[edition.Circle]
	var circleSite site.Site[edition.Circle]
	var circleTree render.Tree[edition.Circle]
	_, _, _, _ = circleEdition, circleSite, circleTree, seal.Key{}
	_, _, _, _ = ownerEdition, ownerSite, ownerTree, publicTree
	_, _, _, _ = theme.Theme{}, render.Styles{}, site.Page{}, context.Background
	%s
}
`

func TestAudiencesDoNotMix(t *testing.T) {
	t.Parallel()
	if out, err := compile(t, mustCompile); err != nil {
		t.Fatalf("what ought to compile does not:\n%s", out)
	}
	out, err := compile(t, strings.Join(mustNotCompile, "\n\t"))
	if err == nil {
		t.Fatal("the whole of it compiles")
	}
	first := strings.Count(audienceProgram[:strings.Index(audienceProgram, "%s")], "\n") + 1
	for i, line := range mustNotCompile {
		if !strings.Contains(out, fmt.Sprintf("main.go:%d:", first+i)) {
			t.Errorf("this line compiles: %s\n%s", line, out)
		}
	}
}

// compile builds a program that exists only for the compiler.
func compile(t *testing.T, lines string) (string, error) {
	t.Helper()
	real := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(real, fmt.Appendf(nil, audienceProgram, lines), 0o644); err != nil {
		t.Fatal(err)
	}
	module, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(module, "cmd", "audience", "main.go"): real}})
	if err != nil {
		t.Fatal(err)
	}
	overlayFile := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(overlayFile, overlay, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "build", "-gcflags=-e", "-overlay", overlayFile, "-o", os.DevNull, "./cmd/audience")
	cmd.Dir = module
	out, err := cmd.CombinedOutput()
	return string(out), err
}
