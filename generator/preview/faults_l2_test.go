package preview

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestFaultsL2 has browsers listen while a site changes again and again and pages
// are asked for. Each is told of every version before the next comes.
func TestFaultsL2(t *testing.T) {
	browsers, versions := 200, times(20, 200)
	goroutines := runtime.NumGoroutine()
	listeners, port, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{Hosts: Hosts(port)})
	stop := serveUntilStopped(t, s, listeners)
	ctx, leave := context.WithCancel(t.Context())
	client := &http.Client{Transport: &http.Transport{}}
	told := make(chan time.Time, browsers)
	var all sync.WaitGroup
	for range browsers {
		all.Go(func() { hear(ctx, t, client, fmt.Sprintf("http://127.0.0.1:%d%s", port, eventsPath), told) })
	}
	waitStreams(t, s, browsers)
	for range browsers {
		<-told // of what is shown at first
	}
	var took []time.Duration
	for range versions {
		began := time.Now()
		s.Show(mine(folder{"index.html": aPage}), nil, nil)
		for range browsers {
			select {
			case at := <-told:
				took = append(took, at.Sub(began))
			case <-time.After(patience):
				t.Fatalf("told were %d of %d", len(took), versions*browsers)
			}
		}
	}
	leave()
	all.Wait()
	stop()
	client.CloseIdleConnections()
	waitGoroutines(t, goroutines)
	slices.Sort(took)
	p99 := percentile(took, .99)
	score(t, "L2", within(p99, 100*time.Millisecond), "%d browsers, %d versions, p99 %.1f ms, missed %d, goroutines left %d",
		browsers, versions, float64(p99.Microseconds())/1000, versions*browsers-len(took), runtime.NumGoroutine()-goroutines)
}

// hear listens to a stream until ctx ends and tells when each version came.
func hear(ctx context.Context, t *testing.T, client *http.Client, address string, told chan<- time.Time) {
	r, err := http.NewRequestWithContext(ctx, "GET", address, nil)
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
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "data: ") {
			told <- time.Now()
		}
	}
}
