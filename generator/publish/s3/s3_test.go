package s3_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"journal/generator/publish"
	"journal/generator/publish/publishtest"
	"journal/generator/publish/s3"
)

// owner is the environment of the bucket's owner.
func owner(name string) string {
	return map[string]string{"AWS_ACCESS_KEY_ID": publishtest.AccessKey, "AWS_SECRET_ACCESS_KEY": publishtest.SecretKey, "AWS_REGION": publishtest.Region}[name]
}

func open(t *testing.T, target s3.Target, getenv func(string) string) publish.Host {
	t.Helper()
	h, err := s3.New(target, getenv)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestRules(t *testing.T) {
	server := publishtest.StartS3(t)
	places := 0
	publishtest.Run(t, func(t *testing.T) publishtest.Place {
		places++
		prefix := fmt.Sprintf("sites/no %d", places)
		p := publishtest.FolderPlace(filepath.Join(server.Folder, prefix))
		p.Open = func(t *testing.T) publish.Host {
			return open(t, s3.Target{Bucket: publishtest.Bucket, Prefix: prefix, Endpoint: server.Endpoint}, owner)
		}
		p.Folders = nil // buckets have none
		p.Headers = func(t *testing.T, path string) (string, string) {
			h := server.Headers(t, prefix+"/"+path)
			return h.Get("Content-Type"), h.Get("Cache-Control")
		}
		return p
	})
}

func publishAll(t *testing.T, h publish.Host, manifest string, files ...publish.File) error {
	t.Helper()
	seen, err := h.Look(t.Context())
	if err != nil {
		return err
	}
	s, err := h.Begin(t.Context(), seen)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := s.Put(t.Context(), f); err != nil {
			return err
		}
	}
	return s.Commit(t.Context(), publish.File{Path: publish.ManifestPath, Bytes: []byte(manifest), ContentType: "application/json"})
}

// A whole bucket is a place too, and what lies beside a prefix is not.
func TestBucketAndPrefix(t *testing.T) {
	server := publishtest.StartS3(t)
	at := func(prefix string) publish.Host {
		return open(t, s3.Target{Bucket: publishtest.Bucket, Prefix: prefix, Endpoint: server.Endpoint}, owner)
	}
	text := []byte("<p>words")
	for _, prefix := range []string{"", "road", "/roads/"} {
		if err := publishAll(t, at(prefix), prefix+"!", publish.File{Path: "index.html", Bytes: text}); err != nil {
			t.Fatal(err)
		}
	}
	for prefix, files := range map[string]int{"": 5, "road": 1, "roads": 1} {
		seen, err := at(prefix).Look(t.Context())
		if err != nil || len(seen.Files) != files {
			t.Errorf("below %q there are %v, %v", prefix, seen.Files, err)
		}
	}
	sum := sha256.Sum256(text)
	if got := server.Headers(t, "road/index.html").Get("X-Amz-Meta-Sha256"); got != hex.EncodeToString(sum[:]) {
		t.Errorf("the hash is %q", got)
	}
}

// front is a server before the real one that answers some requests itself.
func front(t *testing.T, server publishtest.S3, answer func(w http.ResponseWriter, r *http.Request) bool) string {
	t.Helper()
	f := httptest.NewServer(publishtest.Forward(server.Endpoint, answer))
	t.Cleanup(f.Close)
	return f.URL
}

func xmlError(w http.ResponseWriter, status int, code string) bool {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<Error><Code>%s</Code><Message>said the server to %s.</Message></Error>", code, publishtest.AccessKey)
	return true
}

// Each kind of trouble is one sentence that says what to do, and no secret.
func TestTrouble(t *testing.T) {
	server := publishtest.StartS3(t)
	wrong := func(name string) string {
		if name == "AWS_SECRET_ACCESS_KEY" {
			return "wrong-secret-token"
		}
		return owner(name)
	}
	nothing := func(string) string { return "" }
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(t.TempDir(), "none"))
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(t.TempDir(), "none"))
	target := s3.Target{Bucket: publishtest.Bucket, Endpoint: server.Endpoint}
	elsewhere := func(change func(*s3.Target)) s3.Target { c := target; change(&c); return c }
	answering := func(status int, code string) s3.Target {
		return elsewhere(func(c *s3.Target) {
			c.Endpoint = front(t, server, func(w http.ResponseWriter, r *http.Request) bool { return xmlError(w, status, code) })
		})
	}
	cases := []struct {
		name      string
		target    s3.Target
		getenv    func(string) string
		says      string
		transient bool
	}{
		{"wrong secret", target, wrong, "does not accept the credentials (SignatureDoesNotMatch); check AWS_", false},
		{"nobody's key", target, func(name string) string {
			return map[string]string{"AWS_ACCESS_KEY_ID": "nobody", "AWS_SECRET_ACCESS_KEY": "none"}[name]
		}, "does not accept the credentials", false},
		{"no credentials", target, nothing, "there are no credentials for bucket road at", false},
		{"missing bucket", elsewhere(func(c *s3.Target) { c.Bucket = "nowhere" }), owner, "there is no bucket nowhere at", false},
		{"no bucket name", elsewhere(func(c *s3.Target) { c.Bucket = "No Bucket!" }), owner, "is no name for a bucket", false},
		{"nobody answers", elsewhere(func(c *s3.Target) { c.Endpoint = "http://127.0.0.1:" + publishtest.FreePort(t) }), owner, "nobody answers at 127.0.0.1:", true},
		{"not encrypted", elsewhere(func(c *s3.Target) { c.Endpoint = strings.Replace(server.Endpoint, "http:", "https:", 1) }), owner, "check the endpoint of the target, and whether this machine trusts", false},
		{"denied", answering(http.StatusForbidden, "AccessDenied"), owner, "access denied; the credentials need the rights to list bucket road", false},
		{"full", answering(http.StatusInsufficientStorage, "XMinioStorageFull"), owner, "has no room left; make some and run it again", false},
		{"elsewhere", answering(http.StatusMovedPermanently, "PermanentRedirect"), owner, "lies in another region; correct the region and the endpoint of the target", false},
		{"clock", answering(http.StatusForbidden, "RequestTimeTooSkewed"), owner, "the clock of this machine is wrong", false},
		{"busy", answering(http.StatusServiceUnavailable, "SlowDown"), owner, "answered 503, said the server to …", true},
		{"broken", answering(http.StatusInternalServerError, "InternalError"), owner, "answered 500", true},
	}
	for _, c := range cases {
		_, err := open(t, c.target, c.getenv).Look(t.Context())
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; want: %s", c.name, err, c.says)
			continue
		}
		if after, transient := publish.RetryAfter(err); transient != c.transient || after != 0 {
			t.Errorf("%s: %v is to be tried again: %v", c.name, err, transient)
		}
		if text := err.Error(); strings.ContainsAny(text, "\n") || strings.Contains(text, publishtest.AccessKey) || strings.Contains(text, "secret") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// A name that nobody knows is refused at once or, without a network, to be tried
// again.
func TestUnknownServer(t *testing.T) {
	_, err := open(t, s3.Target{Bucket: "road", Endpoint: "https://bucket.invalid"}, owner).Look(t.Context())
	if err == nil || !strings.Contains(err.Error(), "bucket.invalid; check the endpoint") {
		t.Error(err)
	}
}

func TestEndpoints(t *testing.T) {
	for _, bad := range []string{"https://", "ftp://host", "https://host/bucket", "https://key:secret@host", "https://host/?x=1", ":"} {
		if h, err := s3.New(s3.Target{Bucket: "road", Endpoint: bad}, owner); err == nil {
			t.Errorf("%q is taken for %s", bad, h)
		} else if strings.Contains(err.Error(), "secret") {
			t.Error(err)
		}
	}
	for endpoint, name := range map[string]string{"": "bucket road", "host:9000": "bucket road at host:9000", "https://host/": "bucket road at host"} {
		if h := open(t, s3.Target{Bucket: "road", Endpoint: endpoint}, owner); h.String() != name {
			t.Errorf("%q calls itself %q", endpoint, h)
		}
	}
}

// What a server asks to wait is handed on, and a connection that breaks is no end.
func TestTransient(t *testing.T) {
	server := publishtest.StartS3(t)
	var fault atomic.Value
	fault.Store("")
	target := s3.Target{Bucket: publishtest.Bucket, Endpoint: front(t, server, func(w http.ResponseWriter, r *http.Request) bool {
		switch fault.Load() {
		case "wait":
			w.Header().Set("Retry-After", "7")
			return xmlError(w, http.StatusTooManyRequests, "SlowDown")
		case "reset":
			publishtest.Reset(w)
			return true
		case "short":
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, "too little")
			w.(http.Flusher).Flush()
			publishtest.Reset(w)
			return true
		}
		return false
	})}
	h := open(t, target, owner)
	if err := publishAll(t, h, "one", publish.File{Path: "index.html", Bytes: []byte("home")}); err != nil {
		t.Fatal(err)
	}
	for what, after := range map[string]int{"wait": 7, "reset": 0, "short": 0} {
		fault.Store(what)
		_, err := h.Read(t.Context(), "index.html")
		if got, transient := publish.RetryAfter(err); !transient || got != after {
			t.Errorf("%s: %v, after %d", what, err, got)
		}
	}
}

// A server without conditional writes is published to all the same, and notices a
// second publisher by looking first.
func TestNoConditions(t *testing.T) {
	server := publishtest.StartS3(t)
	refused := 0
	target := s3.Target{Bucket: publishtest.Bucket, Endpoint: front(t, server, func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPut && r.Header.Get("If-Match")+r.Header.Get("If-None-Match") != "" {
			refused++
			return xmlError(w, http.StatusNotImplemented, "NotImplemented")
		}
		return false
	})}
	for _, manifest := range []string{"one", "two"} {
		if err := publishAll(t, open(t, target, owner), manifest); err != nil {
			t.Fatal(err)
		}
	}
	late := open(t, target, owner)
	seen, err := late.Look(t.Context())
	if err != nil || string(seen.Manifest) != "two" || refused != 2 {
		t.Fatalf("there is %q, %v; %d refused", seen.Manifest, err, refused)
	}
	s, err := late.Begin(t.Context(), seen)
	if err != nil {
		t.Fatal(err)
	}
	if err := publishAll(t, open(t, target, owner), "three"); err != nil {
		t.Fatal(err)
	}
	if err := s.Commit(t.Context(), publish.File{Path: publish.ManifestPath, Bytes: []byte("late")}); !errors.Is(err, publish.ErrStale) {
		t.Errorf("who came too late is told: %v", err)
	}
}

// The answer to a commit may get lost: to commit again says that it is done.
func TestLostAnswer(t *testing.T) {
	server := publishtest.StartS3(t)
	lose := true
	target := s3.Target{Bucket: publishtest.Bucket, Endpoint: front(t, server, func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodPut || !lose {
			return false
		}
		lose = false
		publishtest.Forward(server.Endpoint, nil).ServeHTTP(httptest.NewRecorder(), r)
		publishtest.Reset(w)
		return true
	})}
	h := open(t, target, owner)
	s, err := h.Begin(t.Context(), publish.State{})
	if err != nil {
		t.Fatal(err)
	}
	m := publish.File{Path: publish.ManifestPath, Bytes: []byte("one")}
	if _, transient := publish.RetryAfter(s.Commit(t.Context(), m)); !transient {
		t.Error("a commit without an answer is not to be tried again")
	}
	if err := s.Commit(t.Context(), m); err != nil {
		t.Error(err)
	}
}

// A server that says nothing is not waited for beyond the caller's limit.
func TestSilence(t *testing.T) {
	done := make(chan struct{})
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-done:
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(silent.Close)
	t.Cleanup(func() { close(done) })
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := open(t, s3.Target{Bucket: "road", Endpoint: silent.URL}, owner).Look(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}
