package preview

import (
	"io"
	"net"
	"net/http"
	"runtime"
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
