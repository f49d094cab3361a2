package generator_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"journal/generator"
	"journal/generator/edition"
	"journal/generator/memo"
)

func TestReadingAgain(t *testing.T) {
	v := newVault(5)
	src := v.write(t, false)
	counts := generator.Counts(src)
	if !counts("content/entries/new.md") || counts("README.md") {
		t.Error("Counts does not follow the rules of journals")
	}
	m := memo.New()
	r, _, err := generator.Read(src, m)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(src.Folder, "content", "entries", "2019-01-02-again.md")
	for i, text := range []string{"+++\nvisibility = \"public\"\n+++\nAgain.\n", "+++\nvisibility = \"publik\"\n+++\nAgain.\n", ""} {
		if text == "" {
			err = os.Remove(file)
		} else {
			err = os.WriteFile(file, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		again := func() (generator.Reading, error) {
			next, messages, err := r.Again(src, []string{"content/entries"}, m)
			_, moreMessages, _ := r.AgainEverywhere(src, m)
			_, coldMessages, _ := generator.Read(src, memo.New())
			if fmt.Sprint(messages) != fmt.Sprint(coldMessages) || fmt.Sprint(moreMessages) != fmt.Sprint(coldMessages) {
				t.Errorf("step %d: messages\n%v\n%v\nwant\n%v", i, messages, moreMessages, coldMessages)
			}
			return next, err
		}
		next, err := again()
		if err != nil {
			t.Fatal(err)
		}
		got := slices.DeleteFunc(next.Since(r), func(p string) bool { return path.Ext(p) == ".png" }) // made a moment ago
		if !slices.Equal(got, []string{"content/entries/2019-01-02-again.md"}) {
			t.Errorf("step %d: changed are %q", i, got)
		}
		warm, _ := generator.Make(src, next, edition.ForOwner, m)
		cold, _, err := generator.Build(src, edition.ForOwner, memo.New())
		if err != nil {
			t.Fatal(err)
		}
		if paths := differing(files[edition.Owner](t, cold), files[edition.Owner](t, warm)); len(paths) > 0 {
			t.Errorf("step %d: %q differ", i, paths)
		}
		r = next
	}
}
