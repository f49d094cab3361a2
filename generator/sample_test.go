package generator_test

import (
	"testing"
	"time"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/generator/render"
	"journal/themes"
)

// The repository is itself a journal; it has to build without a word.
func TestSampleBuildsWithoutAWord(t *testing.T) {
	t.Parallel()
	src := generator.Source{Folder: "..", Themes: themes.FS, Now: time.Now, Today: civil.Date{Year: 2026, Month: 11, Day: 22}}
	t.Run("public", func(t *testing.T) { buildAll(t, src, edition.ForPublic) })
	t.Run("owner", func(t *testing.T) { buildAll(t, src, edition.ForOwner) })
}

// buildAll builds a journal that has no problems and makes every file.
func buildAll[A edition.Audience](t *testing.T, src generator.Source, admit generator.Admit[A]) map[string]string {
	t.Helper()
	tree, messages, err := generator.Build(src, admit, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		t.Errorf("%s: %s %s (%s)", m.Pos, m.Code, m.Text, m.Hint)
	}
	return files(t, tree)
}

// files are all files of a tree.
func files[A edition.Audience](t *testing.T, tree render.Tree[A]) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, path := range tree.Paths() {
		b, err := tree.Bytes(path)
		if err != nil {
			t.Fatal(err)
		}
		all[path] = string(b)
	}
	return all
}
