package theme

import (
	"os"
	"path/filepath"
	"testing"
)

// TestPreview renders every view of the story. If THEME_PREVIEW names a folder, the
// pages are left there, to be looked at in a browser.
func TestPreview(t *testing.T) {
	th := builtinTheme(t)
	dir := os.Getenv("THEME_PREVIEW")
	if dir == "" {
		dir = t.TempDir()
	}
	for name, view := range storyViews() {
		writePreview(t, filepath.Join(dir, name+".html"), []byte(render(t, th, view)))
	}
	for _, a := range th.Assets() {
		writePreview(t, filepath.Join(dir, filepath.FromSlash(a.Path)), a.Bytes)
	}
}

func writePreview(t *testing.T, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
