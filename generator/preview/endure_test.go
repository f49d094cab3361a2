package preview

import (
	"errors"
	"io"
	"net"
	"net/http"
	"runtime"
	"syscall"
	"testing"
	"time"
)

func waitGoroutines(t *testing.T, want int) {
	t.Helper()
	for deadline := time.Now().Add(patience); runtime.NumGoroutine() > want; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d at first\n%s", runtime.NumGoroutine(), want, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

// A client that says nothing more is given up while the server runs.
func TestSlowHeadIsGivenUp(t *testing.T) {
	address := listening(t, func(port int) *Server { return New(Options{Hosts: Hosts(port)}) })
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	io.WriteString(c, "GET / HTTP/1.1\r\nX-Slow: ")
	c.SetReadDeadline(time.Now().Add(patience))
	if _, err := io.ReadAll(c); err != nil {
		t.Errorf("the connection is still open: %v", err)
	}
}

// lateSite has a page that is made when it is told to.
type lateSite struct{ asked, finish chan bool }

func (lateSite) Has(path string) bool { return path == "index.html" }

func (s lateSite) Bytes(string) ([]byte, error) {
	s.asked <- true
	<-s.finish
	return []byte("late"), nil
}

// When the server stops, a connection on which nothing was asked is closed at once,
// and an answer under way is finished.
func TestUnaskedConnectionsAreNotWaitedFor(t *testing.T) {
	for _, said := range []string{"", "GET / HTTP/1.1\r\nX-Slow: "} {
		listeners, port, err := Listen(0)
		if err != nil {
			t.Fatal(err)
		}
		s, site := New(Options{Hosts: Hosts(port)}), lateSite{make(chan bool), make(chan bool)}
		s.Show([]Edition{{Audience: "me", Own: true, Site: site}}, nil, nil)
		stop := serveUntilStopped(t, s, listeners)
		address := listeners[0].Addr().String()
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		io.WriteString(c, said)
		answered := make(chan error, 1)
		go func() {
			r, err := http.Get("http://" + address)
			if err == nil {
				_, err = io.ReadAll(r.Body)
				r.Body.Close()
			}
			answered <- err
		}()
		<-site.asked
		stopped := make(chan bool)
		go func() { stop(); close(stopped) }()
		// What the server had not read yet makes its end a reset.
		if _, err := io.ReadAll(c); err != nil && !errors.Is(err, syscall.ECONNRESET) {
			t.Errorf("after %q: %v", said, err)
		}
		close(site.finish)
		if err := <-answered; err != nil {
			t.Errorf("after %q, the answer under way: %v", said, err)
		}
		<-stopped
	}
}

// More than the most are turned away, and find room when others leave.
func TestTooManyStreams(t *testing.T) {
	s := New(Options{Hosts: Hosts(1515)})
	for range mostStreams {
		s.listen()
	}
	if r := ask(s, "GET", eventsPath); r.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("status %d", r.StatusCode)
	}
}
