package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what scripts expect")

func TestMain(m *testing.M) {
	testscript.Main(m, programs())
}

// TestScripts runs the program as its users do. It is noon on 5 April 2026.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", "1775390400")
			env.Setenv("TZ", "Europe/Berlin")
			env.Setenv("TWO_LINES", "one\ntwo")
			env.Values[serverKey] = &server{told: make(chan string, 100)}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "nowhere": nowhere, "tree": tree, "edit": edit, "until": until, "photo": photo, "workflow": workflowSteps,
			"serve": serve, "interrupt": interrupt, "get": get, "events": events,
		},
	})
}

// photo FILE WORDS: there is a photo of 1000 by 600 pixels, with a comment.
func photo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: photo FILE WORDS")
	}
	var b bytes.Buffer
	ts.Check(jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 1000, 600)), nil))
	comment := append([]byte{0xFF, 0xFE, 0, byte(len(args[1]) + 2)}, args[1]...)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), slices.Concat(b.Bytes()[:2], comment, b.Bytes()[2:]), 0o600))
}

// exits STATUS COMMAND...: the command ends with that status.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// files calls f for each file below a folder.
func files(ts *testscript.TestScript, dir string, f func(name string, content []byte)) {
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if path != root && errors.Is(err, fs.ErrNotExist) {
			return nil // a build that runs beside the script took it away
		}
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		rel, _ := filepath.Rel(root, path)
		f(filepath.ToSlash(rel), content)
		return err
	}))
}

// nowhere DIR WORD...: no file below the folder has the words in its name or its
// content. With "!", each word occurs somewhere.
func nowhere(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: nowhere DIR WORD...")
	}
	for _, word := range args[1:] {
		found := ""
		files(ts, args[0], func(name string, content []byte) {
			if bytes.Contains(content, []byte(word)) || strings.Contains(name, word) {
				found = name
			}
		})
		if !neg && found != "" {
			ts.Fatalf("%q is in %s", word, found)
		}
		if neg && found == "" {
			ts.Fatalf("%q is nowhere below %s", word, args[0])
		}
	}
}

// tree DIR FILE: writes the names and hashes of all files below a folder.
func tree(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: tree DIR FILE")
	}
	var list strings.Builder
	files(ts, args[0], func(name string, content []byte) {
		fmt.Fprintf(&list, "%x %s\n", sha256.Sum256(content), name)
	})
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(list.String()), 0o644))
}

// edit FILE FROM: saves FILE with the content of FROM as editors do, by renaming
// a file beside it.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: edit FILE FROM")
	}
	to := ts.MkAbs(args[0])
	aside := to + "~"
	ts.Check(os.WriteFile(aside, []byte(ts.ReadFile(args[1])), 0o644))
	ts.Check(os.Rename(aside, to))
}

// until FILE REGEXP: waits until the file has the pattern. With "!", and without a
// pattern, until there is no such file.
func until(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 && !neg || len(args) != 1 && neg {
		ts.Fatalf("usage: until FILE REGEXP, or ! until FILE")
	}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		content, err := os.ReadFile(ts.MkAbs(args[0]))
		switch {
		case neg && err != nil, !neg && err == nil && regexp.MustCompile(args[1]).Match(content):
			return
		case time.Now().After(end):
			ts.Fatalf("waited in vain for %q", args)
		}
	}
}

// patience bounds what is waited for. Nothing waits that long unless it is broken.
const patience = time.Minute

// server is what serve leaves for the other commands of its script.
type server struct {
	told chan string   // versions that the browser was told of
	end  func() error  // sends an interrupt and waits
	said *bytes.Buffer // on standard error, to be read after the end
}

const serverKey = "server"

func serverOf(ts *testscript.TestScript) *server { return ts.Value(serverKey).(*server) }

// serve ARGUMENT...: starts journal serve, waits until it is there and puts its
// address into $URL.
func serve(ts *testscript.TestScript, neg bool, args []string) {
	path, err := lookPath(ts, "journal")
	ts.Check(err)
	c := exec.Command(path, append([]string{"serve", "--port", "0"}, args...)...)
	c.Dir = ts.MkAbs(".")
	c.Env = append(os.Environ(), "SOURCE_DATE_EPOCH="+ts.Getenv("SOURCE_DATE_EPOCH"), "HOME="+ts.Getenv("HOME"))
	out, err := c.StdoutPipe()
	ts.Check(err)
	var said bytes.Buffer
	c.Stderr = &said
	ts.Check(c.Start())
	end := sync.OnceValue(func() error {
		c.Process.Signal(os.Interrupt)
		err := c.Wait()
		ts.Logf("journal serve said:\n%s", said.String())
		return err
	})
	ts.Defer(func() { end() })
	line, err := bufio.NewReader(out).ReadString('\n')
	ts.Check(err)
	url := strings.TrimSuffix(strings.TrimSpace(line), "/")
	ts.Setenv("URL", url)
	serverOf(ts).end, serverOf(ts).said = end, &said
	listen(ts, url)
}

// interrupt [PATTERN...]: ends the server with an interrupt; it has to end well, and to
// have said on standard error what the patterns describe.
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(serverOf(ts).end())
	for _, pattern := range args {
		if !regexp.MustCompile(pattern).Match(serverOf(ts).said.Bytes()) {
			ts.Fatalf("it did not say %s", pattern)
		}
	}
}

func lookPath(ts *testscript.TestScript, name string) (string, error) {
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		path := filepath.Join(dir, name)
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s is not in PATH", name)
}

// listen opens the stream of versions and waits for the first, which is what is
// shown already.
func listen(ts *testscript.TestScript, url string) {
	response, err := http.Get(url + "/_events")
	ts.Check(err)
	ts.Defer(func() { response.Body.Close() })
	told := serverOf(ts).told
	go func() {
		lines := bufio.NewScanner(response.Body)
		for lines.Scan() {
			if version, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				told <- version
			}
		}
	}()
	events(ts, false, nil)
}

// events: waits until the browser was told of a new version.
func events(ts *testscript.TestScript, neg bool, args []string) {
	select {
	case <-serverOf(ts).told:
	case <-time.After(patience):
		ts.Fatalf("the browser was told nothing")
	}
}

// get [-until] [-status N] [-host HOST] PATH [REGEXP...]: asks the server. Each
// pattern must be in the answer; with "!", none may be. With -until it asks again
// until that is so.
func get(ts *testscript.TestScript, neg bool, args []string) {
	flags := flag.NewFlagSet("get", flag.ContinueOnError)
	again := flags.Bool("until", false, "")
	status := flags.Int("status", http.StatusOK, "")
	host := flags.String("host", "", "")
	ts.Check(flags.Parse(args))
	if flags.NArg() == 0 {
		ts.Fatalf("usage: get [-status N] [-host HOST] PATH [REGEXP...]")
	}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		complaint := gets(ts, *status, *host, flags.Arg(0), flags.Args()[1:], neg)
		switch {
		case complaint == "":
			return
		case !*again || time.Now().After(end):
			ts.Fatalf("%s", complaint)
		}
	}
}

// gets asks the server once, and says what is not as it should be.
func gets(ts *testscript.TestScript, status int, host, path string, patterns []string, neg bool) (complaint string) {
	request, err := http.NewRequest("GET", ts.Getenv("URL")+path, nil)
	ts.Check(err)
	if host != "" {
		request.Host = host
	}
	response, err := http.DefaultClient.Do(request)
	ts.Check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	ts.Check(err)
	if response.StatusCode != status {
		return fmt.Sprintf("%s: status %d, want %d", path, response.StatusCode, status)
	}
	for _, pattern := range patterns {
		if regexp.MustCompile(pattern).Match(body) == neg {
			return fmt.Sprintf("%s: %q is there: %v\n%s", path, pattern, neg, body)
		}
	}
	return ""
}
