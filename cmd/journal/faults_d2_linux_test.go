package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"journal/generator/publish"
	"journal/generator/publish/publishtest"
)

// D2: a server that answers one request in twenty by an error, by silence that ends,
// by half a body, by asking to wait, or by carrying it out and breaking off. Either
// the site is there as it should be, or the program says that it is not.
func TestFaultsD2(t *testing.T) {
	faultTest(t)
	m := &moody{random: rand.New(rand.NewPCG(7, 7))}
	g := startTarget(t, "bucket", func(endpoint string) string {
		m.forward = publishtest.Forward(endpoint, nil)
		front := httptest.NewServer(m)
		t.Cleanup(front.Close)
		return front.URL
	})
	a := newAuthor(t, g)
	runs, done, wrong := times(6, 100), 0, 0
	for n := range runs {
		a.site(n)
		m.set(true)
		e := a.run("publish", g.name)
		m.set(false)
		switch {
		case e.status == statusFine:
			done++
		case e.status != statusFailed || !strings.Contains(e.err, "error: "):
			t.Errorf("it ended with %d:\n%s", e.status, e.err)
			wrong++
			continue
		default:
			t.Logf("run %d said:\n%s", n, e.err)
			a.publishes() // goes on where it was
		}
		wrong += a.wrong(n) + wrongHeaders(t, g, a.site(n))
	}
	score(t, "D2", wrong == 0 && done > 0 && m.faults >= runs, "%d runs / %d faults / done at once %d / wrong end states %d", runs, m.faults, done, wrong)
}

// moody is a server that fails at times.
type moody struct {
	forward http.Handler

	mu     sync.Mutex
	on     bool
	random *rand.Rand
	faults int
}

func (m *moody) set(on bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.on = on
}

// fault picks one of the faults for a request, or none.
func (m *moody) fault() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.on || m.random.IntN(20) > 0 {
		return -1
	}
	m.faults++
	return m.random.IntN(6)
}

func (m *moody) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch m.fault() {
	case 0:
		w.WriteHeader(http.StatusInternalServerError)
	case 1:
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprint(w, "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>")
	case 2:
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
	case 3: // broken off before
		publishtest.Reset(w)
	case 4: // broken off after
		m.forward.ServeHTTP(httptest.NewRecorder(), r)
		publishtest.Reset(w)
	case 5: // half an answer, or half a request
		if r.Method == http.MethodPut {
			half, _ := io.ReadAll(io.LimitReader(r.Body, r.ContentLength/2))
			r.Body = io.NopCloser(bytes.NewReader(half))
			m.forward.ServeHTTP(httptest.NewRecorder(), r)
			publishtest.Reset(w)
			return
		}
		answer := httptest.NewRecorder()
		m.forward.ServeHTTP(answer, r)
		for key, values := range answer.Header() {
			w.Header()[key] = values
		}
		w.Header().Set("Content-Length", fmt.Sprint(answer.Body.Len()+1))
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes()[:answer.Body.Len()/2])
		_ = http.NewResponseController(w).Flush()
		publishtest.Reset(w)
	default:
		m.forward.ServeHTTP(w, r)
	}
}

// hashed are names that say what is in a file.
var hashed = regexp.MustCompile(`(^assets/[a-z]+\.[0-9a-f]{12}\.|/[0-9a-f]{24}(-\d+)?\.jpg$)`)

// wrongHeaders counts files that strangers would get with other headers than they
// should: pages are asked for anew each time, and what is named by its content is
// kept for a year.
func wrongHeaders(t *testing.T, g target, site map[string][]byte) (wrong int) {
	t.Helper()
	kinds := map[string]string{".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".jpg": "image/jpeg", ".json": "application/feed+json"}
	for path := range site {
		got := g.s3.Headers(t, "road/"+path)
		if want, ok := kinds[filepath.Ext(path)]; ok && got.Get("Content-Type") != want {
			t.Errorf("%s has the type %q, not %q", path, got.Get("Content-Type"), want)
			wrong++
		}
		cache, immutable := got.Get("Cache-Control"), hashed.MatchString(path)
		if strings.Contains(cache, "immutable") != immutable || cache == "" {
			t.Errorf("%s has the Cache-Control %q", path, cache)
			wrong++
		}
	}
	if got := g.s3.Headers(t, "road/"+publish.ManifestPath).Get("Cache-Control"); strings.Contains(got, "immutable") {
		t.Errorf("the manifest has the Cache-Control %q", got)
		wrong++
	}
	return wrong
}
