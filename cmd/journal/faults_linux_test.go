package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// The fault tests run journal serve as its users do, and do to its files what
// editors, disks and systems do. Each row of the scoreboard is a test of its
// own, which prints one line: its name, its figures, and pass or fail. Times are
// printed and decide nothing. With JOURNAL_FAULTS=full, as make faults sets it,
// each fault is repeated until what happens seldom has happened.

func faultsInFull() bool { return os.Getenv("JOURNAL_FAULTS") == "full" }

// faultTest begins a row of the scoreboard.
func faultTest(t *testing.T) {
	t.Helper()
	if !faultsInFull() {
		t.Parallel()
	}
}

// times is how often a fault is repeated.
func times(usually, inFull int) int {
	if faultsInFull() {
		return inFull
	}
	return usually
}

// score prints a line of the scoreboard.
func score(t *testing.T, row string, good bool, figure string, args ...any) {
	t.Helper()
	verdict := "pass"
	if !good {
		verdict = "fail"
		t.Fail()
	}
	line := fmt.Sprintf("%s figure=%s %s", row, fmt.Sprintf(figure, args...), verdict)
	t.Log(line)
	if faultsInFull() {
		fmt.Println(line)
	}
}

// needTool fails where a program is not there.
func needTool(t *testing.T, name string) {
	t.Helper()
	if _, err := exec.LookPath(name); err == nil {
		return
	}
	t.Fatalf("%s is not there; make setup installs it", name)
}

// serving is a journal that the program serves.
type serving struct {
	t       *testing.T
	folder  string // the journal's
	aside   string // a folder beside it, on the same disk
	url     string
	process *exec.Cmd
	said    *transcript // what it printed to standard error

	mu      sync.Mutex
	version int           // the last that browsers were told of
	news    chan struct{} // one waits when the version is another
}

// transcript is what a process prints while it runs.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (tr *transcript) Write(p []byte) (int, error) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return tr.text.Write(p)
}

func (tr *transcript) String() string {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return tr.text.String()
}

// newJournal makes a journal that is not served yet.
func newJournal(t *testing.T) *serving {
	t.Helper()
	root := t.TempDir()
	s := &serving{t: t, folder: filepath.Join(root, "journal"), aside: filepath.Join(root, "aside"), news: make(chan struct{}, 1)}
	s.do(os.Mkdir(s.folder, 0o755))
	s.do(os.Mkdir(s.aside, 0o755))
	s.write("journal.toml", "title = \"Faults\"\n")
	return s
}

// serve starts the program, by another that is to start it if there is one.
func (s *serving) serve(by ...string) {
	s.t.Helper()
	args := append(by, "journal", "serve", "--port", "0")
	s.process = exec.Command(args[0], args[1:]...)
	s.process.Dir = s.folder
	s.said = &transcript{}
	s.process.Stderr = s.said
	out, err := s.process.StdoutPipe()
	s.do(err)
	s.do(s.process.Start())
	s.t.Cleanup(func() { s.end() })
	line, err := bufio.NewReader(out).ReadString('\n')
	s.do(err)
	s.url = strings.TrimSuffix(strings.TrimSpace(line), "/")
	s.listen()
}

// end ends the program as Ctrl-C does, and reports how it ended. It may have
// ended before.
func (s *serving) end() {
	if s.process == nil {
		return
	}
	_ = s.process.Process.Signal(os.Interrupt)
	if err := s.process.Wait(); err != nil {
		s.t.Errorf("journal serve ended with: %v", err)
	}
	s.process = nil
	s.t.Logf("journal serve said:\n%s", s.said)
}

// listen keeps the version up to date, as a browser would, and waits for the
// first.
func (s *serving) listen() {
	s.t.Helper()
	answer, err := http.Get(s.url + "/_events")
	s.do(err)
	lines := bufio.NewScanner(answer.Body)
	go func() {
		defer answer.Body.Close()
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				s.told(data)
			}
		}
	}()
	<-s.news
}

func (s *serving) told(version string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.version, _ = strconv.Atoi(version)
	select {
	case s.news <- struct{}{}:
	default:
	}
}

// versions is how many versions there were; the difference of two such numbers
// is how often the site was made in between.
func (s *serving) versions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.version
}

// settled waits until nothing was made for a while, and gives the number of
// versions.
func (s *serving) settled() int {
	for before := -1; ; {
		now := s.versions()
		if now == before {
			return now
		}
		before = now
		time.Sleep(time.Duration(times(300, 600)) * time.Millisecond)
	}
}

func (s *serving) at(rel string) string { return filepath.Join(s.folder, filepath.FromSlash(rel)) }

func (s *serving) do(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// write writes a file of the journal in place, and makes its folder.
func (s *serving) write(rel, text string) {
	s.t.Helper()
	s.do(os.MkdirAll(filepath.Dir(s.at(rel)), 0o755))
	s.do(os.WriteFile(s.at(rel), []byte(text), 0o644))
}

// run runs a program in the journal's folder.
func (s *serving) run(name string, args ...string) {
	s.t.Helper()
	c := exec.Command(name, args...)
	c.Dir = s.folder
	if out, err := c.CombinedOutput(); err != nil {
		s.t.Fatalf("%s: %v\n%s", c, err, out)
	}
}

// get asks for a page. An answer that does not come has status 0.
func (s *serving) get(path string) (status int, body string) {
	client := http.Client{Timeout: patience}
	answer, err := client.Get(s.url + path)
	if err != nil {
		return 0, err.Error()
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return 0, err.Error()
	}
	return answer.StatusCode, string(text)
}

// shows reports whether a page is there, says something and has no errors on it.
func (s *serving) shows(path, words string) bool {
	status, body := s.get(path)
	return status == http.StatusOK && strings.Contains(body, words) && !strings.Contains(body, `id="journal-status"`)
}

// gone reports whether a page is not there.
func (s *serving) gone(path string) bool {
	status, _ := s.get(path)
	return status == http.StatusNotFound
}

// until waits until something is so. It looks whenever browsers are told of a
// new version, as those do, and not in between.
func (s *serving) until(so func() bool) bool {
	s.t.Helper()
	return s.soon(time.After(patience))(so)
}

// soon gives an until that waits no longer than until late, however often it is
// asked.
func (s *serving) soon(late <-chan time.Time) func(so func() bool) bool {
	over := false
	return func(so func() bool) bool {
		s.t.Helper()
		for !so() {
			if over {
				return false
			}
			select {
			case <-s.news:
			case <-late:
				over = true
			}
		}
		return true
	}
}

// untilSaid waits until the program has printed something.
func (s *serving) untilSaid(words string) bool {
	for late := time.Now().Add(patience); !strings.Contains(s.said.String(), words); {
		if time.Now().After(late) {
			return false
		}
		time.Sleep(5 * time.Millisecond)
	}
	return true
}

// entry is the text of an entry with some words.
func entry(words string) string { return "---\ntitle: Title\n---\n" + words + "\n" }

// entryFile and entryPage are where an entry of a name lies and is shown.
func entryFile(name string) string { return "content/entries/2020-03-05-" + name + ".md" }

func entryPage(name string) string { return "/entries/2020/03/" + name + "/" }

// percentile gives the time within which a share of all were done.
func percentile(of []time.Duration, share float64) time.Duration {
	if len(of) == 0 {
		return 0
	}
	return of[min(int(share*float64(len(of))), len(of)-1)]
}

// portFree reports whether the port of an address can be taken. Systems give free ports
// to anybody who asks for one; who has it by chance does not keep it for long.
func portFree(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		l, err := net.Listen("tcp4", "127.0.0.1:"+u.Port())
		if err == nil {
			l.Close()
			return true
		}
		if time.Now().After(end) {
			return false
		}
	}
}

// cpuTime is what a process has spent so far, by clock ticks of 10 ms; see
// proc_pid_stat(5).
func cpuTime(t *testing.T, pid int) time.Duration {
	t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	ticks := 0
	for _, field := range fields[11:13] { // utime and stime
		n, err := strconv.Atoi(field)
		if err != nil {
			t.Fatal(err)
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// signal sends the program a signal.
func (s *serving) signal(sig syscall.Signal) {
	s.t.Helper()
	s.do(s.process.Process.Signal(sig))
}
