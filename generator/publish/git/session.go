package git

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"journal/generator/publish"
)

// session is a commit to be. Nothing of it is outside the store before Commit.
type session struct {
	host *Host
	old  string // the commit that it replaces, "" for none

	mu      sync.Mutex
	entries map[string]entry // as the commit shall have them
	folders map[string]int   // how many entries each folder has
	pending []publish.File   // whose bytes are yet to be stored
	weight  int              // of those

	manifest string // hash of the last manifest
	commit   string // made of it
	done     bool
}

func (s *session) Atomic() bool { return true }

func (s *session) Claim(context.Context, publish.File) error { return nil }

// mostPending is how many bytes are gathered before they are stored.
const mostPending = 32 << 20

// Put gathers a file.
func (s *session) Put(ctx context.Context, f publish.File) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.inTheWay(f.Path); err != nil {
		return err
	}
	s.set(f.Path, entry{mode: "100644", hash: blobHash(f.Bytes), size: int64(len(f.Bytes))})
	s.pending = append(s.pending, f)
	s.weight += len(f.Bytes)
	if s.weight < mostPending {
		return nil
	}
	return s.store(ctx)
}

// blobHash is git's own name of a file's bytes.
func blobHash(b []byte) string {
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", len(b))
	h.Write(b)
	return hex.EncodeToString(h.Sum(nil))
}

// inTheWay refuses a file where a folder is, or below a file.
func (s *session) inTheWay(at string) error {
	if s.folders[at] > 0 {
		return fmt.Errorf("%s is a folder on the branch", at)
	}
	for dir := path.Dir(at); dir != "."; dir = path.Dir(dir) {
		if _, ok := s.entries[dir]; ok {
			return fmt.Errorf("%s is a file on the branch, so that there can be no %s", dir, at)
		}
	}
	if e, ok := s.entries[at]; ok && e.mode == "160000" {
		return fmt.Errorf("%s is another repository on the branch", at)
	}
	return nil
}

func (s *session) set(at string, e entry) {
	if _, ok := s.entries[at]; !ok {
		s.count(at, 1)
	}
	s.entries[at] = e
}

func (s *session) count(at string, by int) {
	for dir := path.Dir(at); dir != "."; dir = path.Dir(dir) {
		s.folders[dir] += by
	}
}

func (s *session) Delete(ctx context.Context, at string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.entries[at]; ok {
		delete(s.entries, at)
		s.count(at, -1)
	}
	return nil
}

// Flush has nothing to do: strangers see nothing before Commit.
func (s *session) Flush(ctx context.Context) error { return ctx.Err() }

// store puts gathered bytes into the store, all with one process that applies no
// filter.
func (s *session) store(ctx context.Context) error {
	if len(s.pending) == 0 {
		return nil
	}
	var in bytes.Buffer
	for _, f := range s.pending {
		fmt.Fprintf(&in, "blob\ndata %d\n", len(f.Bytes))
		in.Write(f.Bytes)
		in.WriteByte('\n')
	}
	in.WriteString("done\n")
	if _, err := s.host.git(ctx, &in, "fast-import", "--quiet", "--done"); err != nil {
		return s.host.local("store the site's files", err)
	}
	s.pending, s.weight = nil, 0
	return nil
}

// Commit makes the commit and pushes it.
func (s *session) Commit(ctx context.Context, m publish.File) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if hash := blobHash(m.Bytes); s.manifest != hash {
		if err := s.Put(ctx, m); err != nil {
			return err
		}
		s.manifest, s.commit = hash, ""
	}
	if s.done && s.commit != "" {
		return nil
	}
	if s.commit == "" {
		if err := s.make(ctx); err != nil {
			return err
		}
	}
	if err := s.push(ctx); err != nil {
		return err
	}
	s.done = true
	s.host.settle(ctx, s.commit)
	return nil
}

// make makes the commit, in the store alone.
func (s *session) make(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.store(ctx); err != nil {
		return err
	}
	index, err := filepath.Abs(filepath.Join(s.host.target.Store, "index-"+rand.Text()))
	if err != nil {
		return err
	}
	defer os.Remove(index)
	defer os.Remove(index + ".lock")
	var in bytes.Buffer
	for at, e := range s.entries {
		fmt.Fprintf(&in, "%s %s\t%s\x00", e.mode, e.hash, at)
	}
	with := "GIT_INDEX_FILE=" + index
	if _, err := s.host.gitWith(ctx, []string{with}, &in, "update-index", "-z", "--index-info"); err != nil {
		return s.host.local("list the site's files", err)
	}
	out, err := s.host.gitWith(ctx, []string{with}, nil, "write-tree")
	if err != nil {
		return s.host.local("list the site's files", err)
	}
	tree := strings.TrimSpace(string(out))
	when := fmt.Sprintf("@%d +0000", s.host.now().Unix())
	message := subject + "\n\n" + madeBy + "\n" + treeField + tree + "\n"
	out, err = s.host.gitWith(ctx, []string{
		"GIT_AUTHOR_NAME=journal", "GIT_AUTHOR_EMAIL=journal@localhost.invalid", "GIT_AUTHOR_DATE=" + when,
		"GIT_COMMITTER_NAME=journal", "GIT_COMMITTER_EMAIL=journal@localhost.invalid", "GIT_COMMITTER_DATE=" + when,
	}, strings.NewReader(message), "commit-tree", tree)
	if err != nil {
		return s.host.local("make the commit", err)
	}
	s.commit = strings.TrimSpace(string(out))
	return nil
}

// push replaces the branch, if it is still what was looked at.
func (s *session) push(ctx context.Context) error {
	h := s.host
	h.forget()
	_, err := h.git(ctx, nil, "push", "--porcelain", "--no-verify", "--no-signed", "--recurse-submodules=no",
		"--force-with-lease="+h.ref()+":"+s.old, remoteName, s.commit+":"+h.ref())
	if err == nil {
		return nil
	}
	// The answer may have been lost, and not the push.
	if tip, lookErr := h.remoteTip(ctx); lookErr == nil && tip == s.commit {
		return nil
	}
	return h.explain("push to", err)
}

// forget makes the next Read look at the remote.
func (h *Host) forget() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.at = time.Time{}
}

// settle remembers in the store what is on the branch, so that next time only
// differences travel, and tidies up now and then. What was public once and is not any
// more goes with it.
func (h *Host) settle(ctx context.Context, commit string) {
	_, _ = h.git(ctx, nil, "update-ref", h.there(), commit)
	_, _ = h.git(ctx, nil, "-c", "gc.auto=4000", "-c", "gc.autoPackLimit=20", "-c", "gc.autoDetach=false", "-c", "gc.pruneExpire=1.hour.ago",
		"gc", "--auto", "--quiet")
}

// Abort leaves what was stored; the next tidying takes it.
func (s *session) Abort(context.Context) error { return nil }
