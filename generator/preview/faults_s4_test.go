package preview

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/render"
)

// inlined is what the policy of a page forbids: scripts without an address, styles
// and handlers in attributes.
var inlined = regexp.MustCompile(`(?i)<script(?:[^>]*)>|<style|\sstyle="|\son[a-z]+="`)

// ownScript is the one script of the preview.
var ownScript = regexp.MustCompile(`^<script id="journal-script" type="module" src="/_journal/reload\.js" integrity="(sha256-[^"]+)"[^>]*>$`)

// siteScript is a script of the site's own, under its own address.
var siteScript = regexp.MustCompile(`^<script (?:defer|type="module") src="(?:(?:\.\./)*|/(?:[^"]+/)?)assets/[a-z]+\.[0-9a-f]{12}\.js"[^>]*>$`)

// inlinedIn finds what a page must not have within itself.
func inlinedIn(page string) []string {
	return slices.DeleteFunc(inlined.FindAllString(page, -1), siteScript.MatchString)
}

// TestFaultsS4 asks for every file of the sample journal, as its author and as
// strangers see it, and for what is not there, with and without errors, and looks
// at the headers and the scripts of each answer, and of each file as written.
func TestFaultsS4(t *testing.T) {
	editions, _ := sample(t)
	s := New(Options{Hosts: Hosts(1515)})
	answers, missing := 0, 0
	for _, messages := range []diag.List{nil, {diag.New("E1", diag.Pos{File: "a.md", Line: 1}, "", "no")}} {
		s.Show(editions, nil, messages)
		for _, path := range pathsOf(editions) {
			answers++
			missing += wrongWith(t, s, path)
		}
	}
	public := editions[1].Site.(render.Tree[edition.Public])
	for _, path := range public.Paths() {
		content, err := public.Bytes(path)
		if err != nil {
			t.Fatal(err)
		}
		if found := inlinedIn(string(content)); strings.HasSuffix(path, ".html") && len(found) > 0 {
			t.Errorf("%s: %q", path, found)
		}
	}
	score(t, "S4", missing == 0, "%d answers, missing %d; %d files as written", answers, missing, len(public.Paths()))
}

// pathsOf are the addresses of all files of editions, and some of nothing.
func pathsOf(editions []Edition) []string {
	own, public := editions[0].Site.(withBroken).Site.(render.Tree[edition.Owner]), editions[1].Site.(render.Tree[edition.Public])
	paths := []string{"/nothing", "/a/b/c/", "/.hidden", "/broken/", "/_as/", "/_as/public", "/_as/public/nothing/", "/entries/", scriptPath, stylePath, wherePath, enterPath, "/_journal/x"}
	for _, path := range own.Paths() {
		paths = append(paths, "/"+path, "/"+strings.TrimSuffix(path, "/index.html"))
	}
	for _, path := range public.Paths() {
		paths = append(paths, asPath+"public/"+path)
	}
	return paths
}

// wrongWith counts what an answer should have and has not, or should not have.
func wrongWith(t *testing.T, s *Server, path string) (wrong int) {
	t.Helper()
	r := httptest.NewRequest("GET", "http://localhost:1515"+address("", path), nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	complain := func(format string, args ...any) {
		wrong++
		t.Errorf(path+": "+format, args...)
	}
	for _, header := range always {
		if got := w.Header().Get(header[0]); got != header[1] {
			complain("%s is %q", header[0], got)
		}
	}
	policy := w.Header().Get("Content-Security-Policy")
	if !strings.HasPrefix(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
		complain("the policy is %q", policy)
	}
	scripts := inlinedIn(w.Body.String())
	if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || w.Code == http.StatusFound && len(scripts) == 0 {
		return wrong
	}
	if len(scripts) != 1 {
		complain("%q", scripts)
		return wrong
	}
	if hash := ownScript.FindStringSubmatch(scripts[0]); hash == nil || !strings.Contains(strings.Replace(policy, "'self' '", "'", 1), "script-src '"+hash[1]+"';") {
		complain("%s with the policy %s", scripts[0], policy)
	}
	return wrong
}
