package preview

import (
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestFaultsS6 has clients that say nothing, read nothing, say too much and hang
// up, and meanwhile one that asks for a page. When they are gone, nothing is left
// of them.
func TestFaultsS6(t *testing.T) {
	listeners, port, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{Hosts: Hosts(port)})
	// What a client that reads nothing leaves waiting has to be more than the system takes.
	s.Show(mine(folder{"index.html": aPage, "large.bin": strings.Repeat("x", 8<<20)}), nil, nil)
	goroutines, memory := runtime.NumGoroutine(), residentMemory(t)
	stop := serveUntilStopped(t, s, listeners)
	crowd := crowd{address: fmt.Sprintf("127.0.0.1:%d", port), host: fmt.Sprintf("localhost:%d", port)}
	crowd.say(t, 500, "GET / HTTP/1.1\r\nHost: "+crowd.host+"\r\nX-Slow: ")
	crowd.say(t, 200, "GET "+eventsPath+" HTTP/1.1\r\nHost: "+crowd.host+"\r\n\r\n")
	crowd.say(t, 20, "GET /large.bin HTTP/1.1\r\nHost: "+crowd.host+"\r\n\r\n")
	crowd.say(t, 20, "POST / HTTP/1.1\r\nHost: "+crowd.host+"\r\nContent-Length: 1000\r\n\r\n")
	waitStreams(t, s, 200)
	for range 20 {
		go exchange(crowd.address, "GET / HTTP/1.1\r\nHost: "+crowd.host+"\r\nX-Large: "+strings.Repeat("x", 64<<10)+"\r\n\r\n")
	}
	aborts := times(1000, 10_000)
	aborted := make(chan struct{})
	go func() { defer close(aborted); crowd.hangUp(t, aborts) }()
	p99 := percentile(crowd.askAmong(t, s), .99)
	<-aborted
	crowd.leave()
	waitStreams(t, s, 0)
	waitGoroutines(t, goroutines+2*len(listeners)+2) // those that serve
	left := residentMemory(t) - memory
	stop()
	waitGoroutines(t, goroutines)
	score(t, "S6", within(p99, 100*time.Millisecond) && (!inFull() || left < 32<<20), "p99 %.1f ms, %d aborts, RSS %+d KB, goroutines left %d",
		float64(p99.Microseconds())/1000, aborts, left>>10, runtime.NumGoroutine()-goroutines)
}

// A crowd is clients that behave badly.
type crowd struct {
	address, host string
	open          []net.Conn
}

// say opens connections that say some words and nothing more.
func (c *crowd) say(t *testing.T, n int, words string) {
	t.Helper()
	for range n {
		conn, err := net.Dial("tcp", c.address)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(conn, words)
		c.open = append(c.open, conn)
	}
}

// hangUp begins requests and hangs up at once.
func (c *crowd) hangUp(t *testing.T, n int) {
	for i := range n {
		conn, err := net.Dial("tcp", c.address)
		if err != nil {
			t.Error(err)
			return
		}
		request := "GET " + []string{"/", eventsPath}[i%2] + " HTTP/1.1\r\nHost: " + c.host + "\r\n\r\n"
		io.WriteString(conn, request[:len(request)-i/2%2*i%len(request)])
		conn.(*net.TCPConn).SetLinger(0)
		conn.Close()
	}
}

func (c *crowd) leave() {
	for _, conn := range c.open {
		conn.Close()
	}
}

// askAmong asks for a page again and again while others behave badly and the site
// changes, and gives how long each answer took, in order.
func (c *crowd) askAmong(t *testing.T, s *Server) []time.Duration {
	t.Helper()
	var took []time.Duration
	for i := range times(300, 2000) {
		began := time.Now()
		if answer := raw(t, c.address, "GET / HTTP/1.1\r\nHost: "+c.host+"\r\nConnection: close\r\n\r\n"); !strings.Contains(answer, "Hello") {
			t.Fatalf("answered %.200s", answer)
		}
		took = append(took, time.Since(began))
		if i%10 == 0 {
			s.Show(mine(folder{"index.html": aPage}), nil, nil)
		}
	}
	slices.Sort(took)
	return took
}

// residentMemory is how much memory the process has, in bytes, after what is not
// used was given back.
func residentMemory(t *testing.T) int {
	t.Helper()
	debug.FreeOSMemory()
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0 // not Linux; proc_pid_statm(5)
	}
	pages, err := strconv.Atoi(strings.Fields(string(statm))[1])
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}
