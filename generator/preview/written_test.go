package preview_test

import (
	"bytes"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/edition"
	"journal/generator/memo"
	"journal/themes"
)

// Nothing of the preview stands in a file that is written, of any edition.
func TestNothingOfThePreviewIsWritten(t *testing.T) {
	src := generator.Source{Folder: "../..", Output: "../../public", Themes: themes.FS,
		Now: func() time.Time { return time.Date(2026, 4, 5, 12, 0, 0, 0, time.UTC) }}
	public, _, err := generator.Build(src, edition.ForPublic, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	own, _, err := generator.Build(src, edition.ForOwner, memo.New())
	if err != nil {
		t.Fatal(err)
	}
	holdsNothingOfThePreview(t, public.Paths(), public.Bytes)
	holdsNothingOfThePreview(t, own.Paths(), own.Bytes)
}

func holdsNothingOfThePreview(t *testing.T, paths []string, read func(string) ([]byte, error)) {
	t.Helper()
	if len(paths) < 20 {
		t.Errorf("only %d files", len(paths))
	}
	for _, path := range paths {
		content, err := read(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"_journal", "_events", "_as/", "journal-preview", "livereload", "reload.js", "localhost", "EventSource", "<script id"} {
			if bytes.Contains(content, []byte(word)) {
				t.Errorf("%q is in %s", word, path)
			}
		}
	}
}
