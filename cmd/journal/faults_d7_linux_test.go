package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// canary is part of every secret of row D7, so that a part of one would be found.
const canary = "canary7f3a"

// secretEnvironment has a secret wherever programs look for one.
func secretEnvironment() []string {
	return []string{
		"AWS_ACCESS_KEY_ID=AKIA" + strings.ToUpper(canary) + "KEYID", "AWS_SECRET_ACCESS_KEY=" + canary + "/awssecret+x=", "AWS_SESSION_TOKEN=" + canary + "session",
		"JOURNAL_GIT_TOKEN=" + canary + "gittoken", "GITHUB_TOKEN=ghp_" + canary + "0123456789", "GITLAB_TOKEN=" + canary + "gitlab", "JOURNAL_PASSPHRASE=" + canary + " six words",
		"MY_PASSWORD=" + canary + "password",
	}
}

// parrot is a server that says back whatever it is told: headers, addresses, and
// secrets of the environment, as error pages of hosts do.
type parrot struct {
	status  int
	mu      sync.Mutex
	told    int // requests with a secret in them
	visible int // command lines with a secret in them
}

func (g *parrot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	user, password, ok := r.BasicAuth()
	if strings.Contains(fmt.Sprint(r.Header, user, password), canary) {
		g.told++
	}
	lines, _ := exec.Command("ps", "-eo", "args").Output()
	g.visible += strings.Count(strings.ToLower(string(lines)), canary)
	if !ok && strings.Contains(r.URL.Path, "info/refs") {
		w.Header().Set("WWW-Authenticate", `Basic realm="road"`)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(g.status)
	fmt.Fprintf(w, "<Error><Code>Whatever</Code><Message>no: %s:%s %s %s</Message></Error>", user, password, strings.Join(r.Header["Authorization"], " "), strings.Join(secretEnvironment(), " "))
}

// D7: whatever goes wrong, and whoever says secrets back, none of them is in what is
// printed, on a command line, in a file that the program writes, or in the site.
func TestFaultsD7(t *testing.T) {
	faultTest(t)
	needTool(t, "git")
	answers := map[int]*parrot{}
	endpoints := map[int]string{}
	statuses, ways := []int{401, 404, 503}, [][]string{{"publish", "--yes"}}
	if faultsInFull() {
		statuses, ways = []int{401, 403, 404, 409, 412, 500, 503}, append(ways, []string{"publish", "--dry-run", "--json"})
	}
	for _, status := range statuses {
		answers[status] = &parrot{status: status}
		server := httptest.NewServer(answers[status])
		t.Cleanup(server.Close)
		endpoints[status] = server.URL
	}
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	type mode struct {
		name, target string
		origin       string // of the journal's own repository
		status       int    // wanted; -1: any
	}
	var modes []mode
	for status, url := range endpoints {
		with := strings.Replace(url, "://", "://me:"+canary+"url@", 1)
		alone := strings.Replace(url, "://", "://ghp_"+canary+"9876543210@", 1)
		modes = append(modes,
			mode{fmt.Sprintf("s3 %d", status), "target = \"s3\"\nbucket = \"road\"\nregion = \"us-east-1\"\nendpoint = \"" + url + "\"\n", "", 1},
			mode{fmt.Sprintf("git %d, password in the remote", status), "target = \"git\"\nremote = \"origin\"\n", with + "/road.git", 1},
			mode{fmt.Sprintf("git %d, token in the remote", status), "target = \"git\"\nremote = \"origin\"\n", alone + "/road.git", 1},
			mode{fmt.Sprintf("git %d, token in the environment", status), "target = \"git\"\nremote = \"" + url + "/road.git\"\n", "", 1},
			mode{fmt.Sprintf("git %d, password in journal.toml", status), "target = \"git\"\nremote = \"" + with + "/road.git\"\n", "", 3},
			mode{fmt.Sprintf("s3 %d, password in the endpoint", status), "target = \"s3\"\nbucket = \"road\"\nendpoint = \"" + with + "\"\n", "", 3},
		)
	}
	nobody := strings.Replace(closed.URL, "://", "://me:"+canary+"url@", 1)
	modes = append(modes,
		mode{"s3 nobody answers", "target = \"s3\"\nbucket = \"road\"\nregion = \"us-east-1\"\nendpoint = \"" + closed.URL + "\"\n", "", 1},
		mode{"git nobody answers", "target = \"git\"\nremote = \"origin\"\n", nobody + "/road.git", 1},
		mode{"git no such host", "target = \"git\"\nremote = \"origin\"\n", "https://me:" + canary + "url@nowhere.invalid/road.git", 1},
		mode{"ssh nobody answers", "target = \"git\"\nremote = \"origin\"\n", "ssh://me:" + canary + "url@127.0.0.1:9/road.git", 1},
		mode{"rsync nobody answers", "target = \"rsync\"\ndestination = \"ssh://me@127.0.0.1:9/srv/road\"\n", "", 1},
		mode{"a folder that cannot be", "target = \"dir\"\npath = \"journal.toml/www\"\n", "", 1},
		mode{"a folder", "target = \"dir\"\npath = \"www\"\n", "", 0},
		mode{"keys in journal.toml", "target = \"s3\"\nbucket = \"road\"\naccess_key = \"" + canary + "toml\"\nsecret_key = \"" + canary + "toml\"\n", "", 3},
		mode{"a token in journal.toml", "target = \"git\"\nremote = \"origin\"\ntoken = \"" + canary + "toml\"\n", "", 3},
	)
	var mu sync.Mutex
	found, runs := 0, 0
	slots := make(chan struct{}, 6)
	t.Run("modes", func(t *testing.T) {
		for _, m := range modes {
			for _, args := range ways {
				t.Run(m.name+" "+args[1], func(t *testing.T) {
					t.Parallel()
					slots <- struct{}{}
					defer func() { <-slots }()
					n := d7(t, m.target, m.origin, m.status, args)
					mu.Lock()
					defer mu.Unlock()
					found += n
					runs++
				})
			}
		}
	})
	told := 0
	for _, g := range answers {
		told += g.told
		found += g.visible
		if g.visible > 0 {
			t.Errorf("%d command lines have a secret in them", g.visible)
		}
	}
	if told < 3*len(statuses) {
		t.Errorf("servers were told a secret only %d times, so that this says little", told)
	}
	score(t, "D7", found == 0 && runs == len(ways)*len(modes), "%d runs / occurrences %d", runs, found)
}

// d7 publishes once and counts where a secret is found.
func d7(t *testing.T, target, origin string, status int, args []string) (found int) {
	s := newJournal(t)
	s.write("journal.toml", "title = \"Faults\"\nbase_url = \"https://road.me.org/\"\n[publish]\n"+target)
	s.write(entryFile("open"), "---\ntitle: Open\nvisibility: public\n---\nWords.\n")
	if origin != "" {
		gitIn(t, s.folder, "init", "-q", "-b", "main")
		gitIn(t, s.folder, "remote", "add", "origin", origin)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, "journal", args...)
	c.Dir = s.folder
	c.Env = append(os.Environ(), secretEnvironment()...)
	c.Env = append(c.Env, "GIT_TRACE=1", "GIT_CURL_VERBOSE=1", "GIT_TRACE_CURL=1", "HOME="+s.aside)
	out, err := c.CombinedOutput()
	if ctx.Err() != nil {
		t.Errorf("it did not end")
	}
	if got := c.ProcessState.ExitCode(); got != status {
		t.Errorf("status %d, not %d: %v\n%s", got, status, err, out)
	}
	if n := strings.Count(strings.ToLower(string(out)), canary); n > 0 {
		t.Errorf("a secret is printed:\n%s", out)
		found += n
	}
	if remedy := strings.Contains(string(out), "hint:") || strings.Contains(string(out), ";"); status == 1 && (!strings.Contains(string(out), "error: ") || !remedy) {
		t.Errorf("no error with a remedy:\n%s", out)
	}
	err = filepath.WalkDir(s.folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == s.at("journal.toml") || path == s.at(".git/config") {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		text, err := io.ReadAll(f)
		if strings.Contains(strings.ToLower(string(text)+path), canary) {
			t.Errorf("a secret is in %s", path)
			found++
		}
		return err
	})
	s.do(err)
	return found
}
