package git_test

import (
	"encoding/base64"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"journal/generator/publish/git"
)

// gate is a git server that lets in who has the password, and notes what it was shown.
type gate struct {
	*httptest.Server
	repo     string // on this machine
	password string

	mu    sync.Mutex
	shown []string // headers, "" for none
	door  []string // values of X-Door, which another server in front would ask for
}

func openGate(t *testing.T, password string) *gate {
	t.Helper()
	repo := bare(t)
	run(t, nil, repo, "config", "http.receivepack", "true")
	where, err := exec.Command("git", "--exec-path").Output()
	if err != nil {
		t.Fatal(err)
	}
	backend := &cgi.Handler{Path: filepath.Join(strings.TrimSpace(string(where)), "git-http-backend"),
		Env: []string{"GIT_PROJECT_ROOT=" + filepath.Dir(repo), "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_GLOBAL=/dev/null", "REMOTE_USER=me"}}
	g := &gate{repo: repo, password: password}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, given, _ := r.BasicAuth()
		all := r.Header.Values("Authorization")
		g.mu.Lock()
		g.shown = append(g.shown, strings.Join(all, ", "))
		g.door = append(g.door, r.Header.Get("X-Door"))
		g.mu.Unlock()
		if len(all) > 1 {
			http.Error(w, "two of them", http.StatusBadRequest)
			return
		}
		if given != password {
			w.Header().Set("WWW-Authenticate", `Basic realm="road"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		r.Header.Del("Authorization")
		backend.ServeHTTP(w, r)
	}))
	t.Cleanup(g.Close)
	return g
}

func basic(username, password string) string {
	return "basic " + base64.StdEncoding.EncodeToString([]byte(username+":"+password))
}

// Who publishes may be said in several places. What was given to journal counts before
// what an address has, and that before what git's settings have; those work where
// there is nothing else.
func TestWhoSignsIn(t *testing.T) {
	const right, wrong = "right-9f2c41a7", "wrong-77b0d3e2"
	header := func(password string) string { return "AUTHORIZATION: " + basic("x-access-token", password) }
	type settings map[string]string // of the journal's own repository
	for name, c := range map[string]struct {
		remote   string // "" is the server's address; else of settings
		settings settings
		global   string // of whoever publishes
		token    string
		door     string
		refused  bool
	}{
		"a header of the checkout":                      {settings: settings{"http.URL/.extraheader": header(right)}},
		"a header for all":                              {settings: settings{"http.extraheader": header(right)}},
		"a header in a file that is included by folder": {settings: settings{"includeIf.gitdir:FOLDER/.git.path": "INCLUDED"}},
		"a token against a header":                      {settings: settings{"http.URL/.extraheader": header(wrong)}, token: right},
		"a token against a header for this repository":  {settings: settings{"http.URL/road.git.extraheader": header(wrong)}, token: right},
		"a token against a header for all":              {settings: settings{"http.extraheader": header(wrong)}, token: right},
		"a token against a header of the person":        {global: "[http \"URL\"]\n\textraheader = " + header(wrong) + "\n", token: right},
		"other headers stay":                            {settings: settings{"http.URL.extraheader": "X-Door: open"}, global: "[http]\n\textraheader = " + header(wrong) + "\n", token: right, door: "open"},
		"headers for others are not sent":               {settings: settings{"http.https://elsewhere.example/.extraheader": "X-Door: shut", "http.extraheader": header(wrong)}, token: right},
		"a token against helpers": {settings: settings{"credential.helper": "!f() { echo username=x; echo password=" + wrong + "; }; f"},
			global: "[credential \"URL\"]\n\thelper = \"!f() { echo username=x; echo password=" + wrong + "; }; f\"\n", token: right},
		"a helper alone": {global: "[credential \"URL\"]\n\thelper = \"!f() { echo username=x; echo password=" + right + "; }; f\"\n"},
		"a password in the address of the remote": {remote: "origin", settings: settings{"remote.origin.url": "WITH(job:" + right + ")/road.git"}},
		"a password there against a header":       {remote: "origin", settings: settings{"remote.origin.url": "WITH(job:" + right + ")/road.git", "http.URL/.extraheader": header(wrong)}},
		"a token against a password there":        {remote: "origin", settings: settings{"remote.origin.url": "WITH(job:" + wrong + ")/road.git"}, token: right},
		"a password in another address":           {settings: settings{"url.WITH(job:" + right + ")/.insteadOf": "URL/"}},
		"a token against that":                    {settings: settings{"url.WITH(job:" + wrong + ")/.insteadOf": "URL/"}, token: right},
		"a token against another address to push": {settings: settings{"url.WITH(job:" + wrong + ")/.pushInsteadOf": "URL/"}, token: right},
		"a web address for one of ssh":            {remote: "git@elsewhere.invalid:road.git", settings: settings{"url.WITH(job:" + right + ")/.insteadOf": "git@elsewhere.invalid:"}},
		"a token against ssh for a web address":   {settings: settings{"url.git@elsewhere.invalid:.insteadOf": "URL/"}, token: right},
		"the wrong token":                         {settings: settings{"http.URL/.extraheader": header(right)}, token: wrong, refused: true},
		"nothing":                                 {refused: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := openGate(t, right)
			folder := t.TempDir()
			fill := func(text string) string {
				text = strings.NewReplacer("URL", g.URL, "FOLDER", folder, "INCLUDED", filepath.Join(folder, "credentials.config")).Replace(text)
				if before, rest, ok := strings.Cut(text, "WITH("); ok {
					who, after, _ := strings.Cut(rest, ")")
					text = before + strings.Replace(g.URL, "://", "://"+who+"@", 1) + after
				}
				return text
			}
			run(t, nil, folder, "init", "--quiet")
			write(t, filepath.Join(folder, "credentials.config"), "[http \""+g.URL+"/\"]\n\textraheader = "+header(right)+"\n")
			for key, value := range c.settings {
				run(t, nil, folder, "config", "--add", fill(key), fill(value))
			}
			var more []string
			if c.token != "" {
				more = []string{"JOURNAL_GIT_TOKEN=" + c.token}
			}
			remote := c.remote
			if remote == "" {
				remote = g.URL + "/road.git"
			}
			env := environ(t, more...)
			home := filepath.Join(t.TempDir(), "gitconfig")
			write(t, home, fill(c.global))
			h, err := git.New(t.Context(), git.Target{Remote: remote, Branch: branch, Folder: folder, Store: filepath.Join(t.TempDir(), "cache", "store.git")}, append(env, "GIT_CONFIG_GLOBAL="+home), time.Now)
			if err != nil {
				t.Fatal(err)
			}
			err = put(t, h, "1", map[string]string{"index.html": "home"})
			if c.refused {
				if err == nil || !strings.Contains(err.Error(), "does not let you in") || strings.Contains(err.Error()+h.String(), wrong) {
					t.Errorf("%v", err)
				}
				return
			}
			if err != nil {
				t.Errorf("%v; the server was shown %q", err, g.shown)
			} else if string(files(t, g.repo)["index.html"]) != "home" {
				t.Error("it did not arrive")
			}
			for _, header := range g.shown {
				if _, password, _ := strings.Cut(header, " "); slices.ContainsFunc([]string{"job", "x", "x-access-token"}, func(user string) bool {
					return password == base64.StdEncoding.EncodeToString([]byte(user+":"+wrong))
				}) {
					t.Errorf("the server was shown what does not count: %s", header)
				}
			}
			for _, door := range g.door {
				if door != c.door {
					t.Errorf("the server was shown X-Door %q, want %q", door, c.door)
				}
			}
			if strings.Contains(h.String(), right) {
				t.Errorf("%s", h)
			}
		})
	}
}
