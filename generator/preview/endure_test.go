package preview

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestOthersAreStillAnswered has clients that say nothing, read nothing, say too
// much and hang up, and meanwhile one that asks for a page. When they are gone,
// nothing is left of them.
func TestOthersAreStillAnswered(t *testing.T) {
	listeners, port, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	// What a client that reads nothing leaves waiting has to be more than the system takes.
	s := New(Options{Hosts: Hosts(port)})
	s.Show(mine(folder{"index.html": aPage, "large.bin": strings.Repeat("x", 8<<20)}), nil, nil)
	before := runtime.NumGoroutine()
	stop := serveUntilStopped(t, s, listeners)
	address, host := fmt.Sprintf("127.0.0.1:%d", port), fmt.Sprintf("localhost:%d", port)
	var open []net.Conn
	say := func(n int, words string) {
		for range n {
			c, err := net.Dial("tcp", address)
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(c, words)
			open = append(open, c)
		}
	}
	say(500, "GET / HTTP/1.1\r\nHost: "+host+"\r\nX-Slow: ")
	say(200, "GET "+eventsPath+" HTTP/1.1\r\nHost: "+host+"\r\n\r\n")
	say(20, "GET /large.bin HTTP/1.1\r\nHost: "+host+"\r\n\r\n")
	say(20, "POST / HTTP/1.1\r\nHost: "+host+"\r\nContent-Length: 1000\r\n\r\n")
	waitStreams(t, s, 200)
	for range 20 {
		go exchange(address, "GET / HTTP/1.1\r\nHost: "+host+"\r\nX-Large: "+strings.Repeat("x", 64<<10)+"\r\n\r\n")
	}
	hangUp(t, address, host, 2000)
	var times []time.Duration
	for i := range 300 {
		began := time.Now()
		if answer := raw(t, address, "GET / HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n"); !strings.Contains(answer, "Hello") {
			t.Fatalf("answered %.200s", answer)
		}
		times = append(times, time.Since(began))
		if i%10 == 0 {
			s.Show(mine(folder{"index.html": aPage}), nil, nil)
		}
	}
	slices.Sort(times)
	t.Logf("p99 %v, longest %v", times[297], times[299])
	for _, c := range open {
		c.Close()
	}
	stop()
	waitGoroutines(t, before)
}

// hangUp begins requests and hangs up at once.
func hangUp(t *testing.T, address, host string, n int) {
	t.Helper()
	for i := range n {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		request := "GET " + []string{"/", eventsPath}[i%2] + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"
		io.WriteString(c, request[:len(request)-i/2%2*i%len(request)])
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
	}
}

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

// Everybody who listens is told of the latest version, however many there are.
func TestManyAreTold(t *testing.T) {
	var s *Server
	address := listening(t, func(port int) *Server { s = New(Options{Hosts: Hosts(port)}); return s })
	const browsers, versions = 200, 50
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	var told sync.WaitGroup
	for range browsers {
		told.Go(func() {
			r, err := http.NewRequestWithContext(ctx, "GET", "http://"+address+eventsPath, nil)
			if err != nil {
				t.Error(err)
				return
			}
			answer, err := client.Do(r)
			if err != nil {
				t.Error(err)
				return
			}
			defer answer.Body.Close()
			for said, text := make([]byte, 4096), ""; !strings.Contains(text, fmt.Sprintf("data: %d\n\n", versions)); {
				n, err := answer.Body.Read(said)
				if err != nil {
					t.Errorf("after %q: %v", text, err)
					return
				}
				text += string(said[:n])
			}
		})
	}
	waitStreams(t, s, browsers)
	for range versions {
		s.Show(mine(folder{}), nil, nil)
	}
	told.Wait()
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
