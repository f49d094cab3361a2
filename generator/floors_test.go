package generator_test

import (
	"encoding/json"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// floors are the packages from the ground up. A package imports only from lower
// floors, or from further left on its own.
var floors = [][]string{
	{"generator/civil", "generator/visibility", "generator/slug", "generator/diag", "generator/stamp", "generator/seal", "generator/manifest", "generator/stencil"},
	{"generator/memo", "generator/fields", "generator/lineage", "generator/words", "generator/pseudonym", "generator/media", "generator/hosting"},
	{"generator/config", "generator/markdown", "generator/frontmatter", "generator/journal"},
	{"generator/edition", "generator/progress", "generator/chart", "generator/search", "generator/site"},
	{"generator/book", "generator/theme", "generator/render"},
	{"generator/audit", "generator/watch", "generator/publish", "generator/publish/publishtest", "generator/publish/s3", "generator/publish/ssh", "generator/publish/dir", "generator/publish/git", "generator/inspect", "generator/output", "generator/pdf", "generator/preview", "generator"},
	{"themes", "cmd/journal"},
}

// own are all packages that have a floor.
var own = slices.Concat(floors...)

// strangers are imports that would be wrong although the floors allow them.
var strangers = []struct {
	who, whom []string
	why       string
}{
	{[]string{"generator/progress", "generator/chart", "generator/site", "generator/theme", "generator/render", "generator/output", "generator/preview"},
		[]string{"generator/journal"}, "only package edition may see what is private"},
	{[]string{"generator/output", "generator/watch"}, []string{"generator/preview", "generator", "generator/journal"}, "the edges do not know each other"},
	{[]string{"generator/preview"}, []string{"generator/output", "generator"}, "the preview writes nothing and the edges do not know each other"},
	{[]string{"generator/output", "generator/pdf", "generator/preview", "generator"}, []string{"generator/watch"}, "the command introduces the doorbell to those it rings for"},
	{[]string{"generator/chart"}, []string{"generator/edition", "generator/progress", "generator/config"}, "drawings are made from plain data"},
	{[]string{"generator/search"}, []string{"generator/edition", "generator/progress", "generator/config"}, "an index is made from plain data"},
	{[]string{"generator", "generator/theme", "generator/render", "generator/site"}, []string{"themes"}, "the command passes the built-in theme as a file system"},
	{[]string{"generator/audit"}, own, "who checks must share nothing with what is checked, or one mistake would hide another"},
	{[]string{"themes"}, []string{"generator"}, "themes carries files and decides nothing"},
}

// wrapped are libraries that one package alone may import, so that another could
// take their place.
var wrapped = map[string][]string{
	"github.com/yuin/goldmark":         {"generator/markdown"},
	"github.com/BurntSushi/toml":       {"generator/fields"},
	"github.com/goccy/go-yaml":         {"generator/fields"},
	"github.com/jba/templatecheck":     {"generator/theme"},
	"github.com/spf13/cobra":           {"cmd/journal"},
	"github.com/boombuler/barcode":     {"cmd/journal"},
	"github.com/gosimple/slug":         {"generator/slug"},
	"github.com/sethvargo/go-diceware": {"generator/seal"},
	"github.com/tdewolff/minify":       {"generator/theme"},
	"golang.org/x/image":               {"generator/media"},
	"github.com/minio/minio-go":        {"generator/publish/s3", "generator/publish/publishtest"},
	"github.com/schollz/progressbar":   {"cmd/journal"},
	"golang.org/x/text/feature/plural": {"generator/words"},
	"github.com/chromedp/chromedp":     {},
	"github.com/rogpeppe/go-internal":  {},
}

type listed struct {
	ImportPath, Doc string
	Imports         []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Doc,Imports", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p listed
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		p.ImportPath = strings.TrimPrefix(p.ImportPath, "journal/")
		all = append(all, p)
	}
	return all
}

func place(pkg string) (floor, at int, ok bool) {
	for f := range floors {
		if i := slices.Index(floors[f], pkg); i >= 0 {
			return f, i, true
		}
	}
	return 0, 0, false
}

func TestImportsGoDownward(t *testing.T) {
	for _, p := range packages(t) {
		floor, at, ok := place(p.ImportPath)
		if !ok {
			t.Errorf("%s has no floor; give it one in this file and in docs/architecture.md", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			own, isOwn := strings.CutPrefix(imported, "journal/")
			if !isOwn {
				continue
			}
			f, i, ok := place(own)
			if !ok || f > floor || f == floor && i >= at {
				t.Errorf("%s imports %s, which does not lie below it", p.ImportPath, own)
			}
		}
	}
}

func TestStrangersDoNotMeet(t *testing.T) {
	for _, p := range packages(t) {
		for _, rule := range strangers {
			for _, whom := range rule.whom {
				if slices.Contains(rule.who, p.ImportPath) && slices.Contains(p.Imports, "journal/"+whom) {
					t.Errorf("%s imports %s: %s", p.ImportPath, whom, rule.why)
				}
			}
		}
		for library, allowed := range wrapped {
			for _, imported := range p.Imports {
				if (imported == library || strings.HasPrefix(imported, library+"/")) && !slices.Contains(allowed, p.ImportPath) {
					t.Errorf("%s imports %s, which is wrapped in %v", p.ImportPath, imported, allowed)
				}
			}
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	for _, p := range packages(t) {
		want := "Package " + path.Base(p.ImportPath)
		if strings.HasPrefix(p.ImportPath, "cmd/") {
			want = "Command " + path.Base(p.ImportPath)
		}
		if !strings.HasPrefix(p.Doc, want) {
			t.Errorf("the comment of %s begins %q, not with %q", p.ImportPath, p.Doc, want)
		}
	}
}
