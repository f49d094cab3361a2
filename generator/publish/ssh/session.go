package ssh

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"journal/generator/publish"
)

// session is a publication under way.
type session struct {
	host   *Host
	seen   publish.State
	token  string
	staged string      // a folder of this machine with what is to be sent
	within string      // where the files go, within the folder
	name   string      // of the release, once it is whole
	signs  func()      // ends the signs of life
	lost   atomic.Bool // the lock is somebody else's

	layout *publish.Layout
	forget bool // former releases may not stay

	mu       sync.Mutex
	put, del map[string]bool // gathered, since the last Flush
	folders  map[string]bool // that are there
	locked   bool
	ended    bool

	// How far Commit came, since it may be called again where an answer got lost.
	sent, committed bool
}

// releaseName begins with the time, so that names are in order.
func releaseName(token string) string {
	return time.Now().UTC().Format("20060102T150405Z") + "-" + strings.ToLower(token[:6])
}

func (s *session) Atomic() bool { return s.host.releases }

// Put sets a file aside, to be sent with others.
func (s *session) Put(ctx context.Context, f publish.File) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if strings.ContainsRune(f.Path, 0) {
		return fmt.Errorf("%q is no name for a file", f.Path)
	}
	if err := s.layout.Add(f.Path); err != nil {
		return err
	}
	if err := s.stage(f); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put[f.Path] = true
	delete(s.del, f.Path)
	return nil
}

// Delete notes a file, to be deleted with others.
func (s *session) Delete(ctx context.Context, path string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.layout.Remove(path)
	s.del[path] = true
	delete(s.put, path)
	s.forget = s.forget || s.host.releases
	return ctx.Err()
}

// Flush deletes, then sends, what was gathered.
func (s *session) Flush(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	put, del := slices.Sorted(maps.Keys(s.put)), slices.Sorted(maps.Keys(s.del))
	if len(put)+len(del) == 0 {
		return ctx.Err()
	}
	if s.lost.Load() {
		return s.host.refusal("lost")
	}
	if len(del) > 0 || !s.haveFolders(put) {
		if err := s.change(ctx, put, del); err != nil {
			return err
		}
	}
	if err := s.send(ctx, put); err != nil {
		return err
	}
	clear(s.put)
	clear(s.del)
	return s.forgetStaged()
}

// forgetStaged makes room on this machine for what comes next.
func (s *session) forgetStaged() error {
	if err := os.RemoveAll(s.staged); err != nil {
		return err
	}
	return os.Mkdir(s.staged, 0o700)
}

// haveFolders reports whether the folders of all files are there.
func (s *session) haveFolders(put []string) bool {
	for _, path := range put {
		for _, folder := range publish.Folders(path) {
			if !s.folders[folder] {
				return false
			}
		}
	}
	return true
}

// change deletes files and makes the folders of others, if the lock is still ours.
func (s *session) change(ctx context.Context, put, del []string) error {
	folders := map[string]bool{}
	for _, path := range put {
		for _, folder := range publish.Folders(path) {
			folders[folder] = true
		}
	}
	if len(del) > 0 {
		clear(s.folders) // some of them may be left empty
	}
	out, err := s.host.line.run(ctx, changeScript(s.host.to.folder, s.token, s.within, del, slices.Sorted(maps.Keys(folders))))
	if err := s.done(out, err, "done"); err != nil {
		return err
	}
	maps.Copy(s.folders, folders)
	return nil
}

// send sends files that were set aside, by one rsync.
func (s *session) send(ctx context.Context, paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	var bytes int64
	for _, path := range paths {
		if info, err := os.Stat(filepath.Join(s.staged, filepath.FromSlash(path))); err == nil {
			bytes += info.Size()
		}
	}
	return s.host.line.rsync(ctx, s.staged, join2(s.host.to.folder, s.within), paths, bytes)
}

// Claim sends a manifest that says what is under way. The lock keeps others away.
func (s *session) Claim(ctx context.Context, m publish.File) error { return s.sendManifest(ctx, m) }

// Commit sends what is left and the manifest. The one that Look saw is still there
// as long as the lock is ours. A release becomes the current one by that.
func (s *session) Commit(ctx context.Context, m publish.File) error {
	if err := s.Flush(ctx); err != nil {
		return err
	}
	if err := s.commit(ctx, m); err != nil {
		return err
	}
	return s.end(ctx)
}

func (s *session) commit(ctx context.Context, m publish.File) error {
	if s.committed {
		return nil
	}
	if !s.sent {
		if err := s.sendManifest(ctx, m); err != nil {
			return err
		}
		s.sent = true
	}
	if s.host.releases {
		if err := s.makeCurrent(ctx); err != nil {
			return err
		}
	}
	s.committed = true
	return nil
}

func (s *session) sendManifest(ctx context.Context, m publish.File) error {
	if err := s.stage(m); err != nil {
		return err
	}
	if err := s.change(ctx, []string{m.Path}, nil); err != nil {
		return err
	}
	return s.send(ctx, []string{m.Path})
}

// makeCurrent makes the release the current one and deletes former ones. That may
// wait until the next time, unless something was taken down.
func (s *session) makeCurrent(ctx context.Context) error {
	out, err := s.host.line.run(ctx, switchScript(s.host.to.folder, s.token, s.within, s.name, s.forget))
	if err := s.done(out, err, "switched"); err != nil {
		return err
	}
	out, err = s.host.line.run(ctx, pruneScript(s.host.to.folder, s.token))
	if err := s.done(out, err, "done"); err != nil && s.forget {
		return fmt.Errorf("the new site is there, but former releases, which hold what was taken down, were not deleted: %w", err)
	}
	return nil
}

// Abort gives up what is not committed. What was sent in place stays.
func (s *session) Abort(ctx context.Context) error { return s.end(ctx) }

// end unlocks the folder and removes what was set aside.
func (s *session) end(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return nil
	}
	if !s.locked { // it may be, where the answer got lost
		s.within = ""
	}
	if s.signs != nil {
		s.signs()
		s.signs = nil
	}
	part := ""
	if s.host.releases && s.within != "" {
		part = s.within
	}
	out, err := s.host.line.run(ctx, unlockScript(s.host.to.folder, s.token, part))
	if err == nil {
		if word := out.next(); word != "done" && word != "lost" && word != "none" {
			err = s.host.refusal(word)
		}
	}
	s.ended = err == nil
	return errors.Join(err, os.RemoveAll(s.staged))
}

// keepAlive shows signs of life until it is told to end.
func (s *session) keepAlive() (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var ended sync.WaitGroup
	ended.Go(func() {
		tick := time.NewTicker(signSeconds * time.Second)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				out, err := s.host.line.run(ctx, signScript(s.host.to.folder, s.token))
				if err == nil && out.next() == "lost" { // otherwise the next one may come through
					s.lost.Store(true)
				}
			}
		}
	})
	return func() { cancel(); ended.Wait() }
}
