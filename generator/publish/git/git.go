// Package git publishes to a branch of a repository: that of GitHub, GitLab, Codeberg
// or any other that serves a branch, and of any repository that git can reach.
//
//   - It uses git's plumbing and a bare store of its own. It never runs in the
//     journal's repository, so work tree, index, hooks and HEAD there are as they
//     were, and no object of the journal's sources can be sent.
//   - Bytes are stored as they are: no filter, no attribute, no conversion of line
//     ends, no ignore file has a say.
//   - A publication is one commit without a parent, so that no history tells what was
//     public once. It replaces the branch if that is still what was looked at
//     (--force-with-lease), and all of it becomes visible at once.
//   - Files that others put on the branch stay, byte for byte and with their modes. A
//     commit that journal did not make is not replaced unless its author says so.
//   - A branch that is checked out somewhere on this machine is refused, and so is the
//     one that the journal itself is on.
//   - Who may push is up to the git of whoever publishes: credential helpers, keys,
//     agents, proxies, and what the journal's own repository has set for them. A token
//     that was given to journal counts before all of these. Nobody is asked for
//     anything. What an address has of a password is taken out of it and handed on past
//     command lines.
//   - Only what the branch does not have is sent.
//
// The store lies with the journal's other caches. It holds published bytes alone, and
// to delete it costs one fetch.
package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"journal/generator/manifest"
	"journal/generator/publish"
)

// Target says where the branch is.
type Target struct {
	Remote string // an address, a path, or the name of a remote of the journal's repository
	Branch string // "gh-pages"
	Folder string // the journal's; relative paths and names of remotes are its
	Store  string // the folder of the bare store; made if there is none
}

// Host is a branch.
type Host struct {
	target Target
	now    func() time.Time
	way    way

	mu      sync.Mutex
	tip     string // the newest commit, "" for none
	entries map[string]entry
	at      time.Time // when that was so; zero if it has to be looked at again
}

// entry is a file of a commit.
type entry struct {
	mode, hash string
	size       int64 // -1 for what is no file
}

// fresh is for how long what was seen of a branch holds for reading files of it.
const fresh = 30 * time.Second

// New gives the branch. environ is the environment for git and what git runs.
func New(ctx context.Context, t Target, environ []string, now func() time.Time) (*Host, error) {
	way, err := wayTo(ctx, t, environ)
	if err != nil {
		return nil, err
	}
	return &Host{target: t, now: now, way: way}, nil
}

func (h *Host) String() string { return "branch " + h.target.Branch + " of " + h.way.shown }

// ref is the branch on the remote, and there is where the store keeps what it saw.
func (h *Host) ref() string   { return "refs/heads/" + h.target.Branch }
func (h *Host) there() string { return "refs/there/" + h.target.Branch }

// Look tells what is on the branch.
func (h *Host) Look(ctx context.Context) (publish.State, error) {
	if err := h.refuseCheckedOut(ctx); err != nil {
		return publish.State{}, err
	}
	if err := h.see(ctx); err != nil {
		return publish.State{}, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	s := publish.State{Version: h.tip, Files: map[string]publish.Object{}}
	for at, e := range h.entries {
		if at != publish.ManifestPath {
			s.Files[at] = publish.Object{Size: e.size}
		}
	}
	if h.tip == "" {
		return s, nil
	}
	if e, ok := h.entries[publish.ManifestPath]; ok && e.size >= 0 {
		b, err := h.blob(ctx, e.hash)
		if err != nil {
			return publish.State{}, err
		}
		s.Manifest = b
	}
	others, err := h.others(ctx, s.Manifest)
	s.Others = others
	return s, err
}

// see finds out what the branch is now, and gets its files if the store lacks them.
func (h *Host) see(ctx context.Context) error {
	if err := h.openStore(ctx); err != nil {
		return err
	}
	tip, err := h.remoteTip(ctx)
	if err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if tip != "" && (tip != h.tip || h.entries == nil) {
		if _, err := h.git(ctx, nil, "cat-file", "-e", tip+"^{tree}"); err != nil {
			if err := h.fetch(ctx); err != nil {
				return err
			}
		}
		if h.entries, err = h.list(ctx, tip); err != nil {
			return err
		}
	}
	if tip == "" {
		h.entries = map[string]entry{}
	}
	h.tip, h.at = tip, h.now()
	return nil
}

// openStore makes the bare store if there is none.
func (h *Host) openStore(ctx context.Context) error {
	if _, err := os.Stat(filepath.Join(h.target.Store, "HEAD")); err == nil {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(h.target.Store), 0o700); err != nil {
		return err
	}
	// Made aside: two may make it at once.
	aside, err := os.MkdirTemp(filepath.Dir(h.target.Store), "making-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(aside)
	if _, err := h.run(ctx, nil, "init", "--quiet", "--bare", "--template=", aside); err != nil {
		return err
	}
	if err := os.Rename(aside, h.target.Store); err != nil && !errors.Is(err, fs.ErrExist) {
		if _, there := os.Stat(filepath.Join(h.target.Store, "HEAD")); there != nil {
			return err
		}
	}
	return nil
}

// remoteTip asks the remote for the newest commit of the branch.
func (h *Host) remoteTip(ctx context.Context) (string, error) {
	out, err := h.git(ctx, nil, "ls-remote", "--refs", remoteName, h.ref())
	if err != nil {
		return "", h.explain("look at", err)
	}
	hash, _, _ := strings.Cut(string(out), "\t")
	return hash, nil
}

// fetch gets the newest commit and its files, without what came before.
func (h *Host) fetch(ctx context.Context) error {
	_, err := h.git(ctx, nil, "fetch", "--quiet", "--no-tags", "--depth=1", "--no-write-fetch-head", "--recurse-submodules=no",
		remoteName, "+"+h.ref()+":"+h.there())
	if err != nil {
		return h.explain("fetch", err)
	}
	return nil
}

// list gives the files of a commit.
func (h *Host) list(ctx context.Context, commit string) (map[string]entry, error) {
	out, err := h.git(ctx, nil, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
	if err != nil {
		return nil, err
	}
	entries := map[string]entry{}
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		facts, at, ok := strings.Cut(line, "\t")
		words := strings.Fields(facts) // mode, kind, hash, size
		if !ok || len(words) != 4 {
			continue
		}
		size, err := strconv.ParseInt(words[3], 10, 64)
		if err != nil || words[1] != "blob" || words[0] == "120000" {
			size = -1
		}
		entries[at] = entry{words[0], words[2], size}
	}
	return entries, nil
}

func (h *Host) blob(ctx context.Context, hash string) ([]byte, error) {
	return h.git(ctx, nil, "cat-file", "blob", hash)
}

// Read gives a file of the newest commit.
func (h *Host) Read(ctx context.Context, at string) ([]byte, error) {
	h.mu.Lock()
	known := h.entries != nil && !h.at.IsZero() && h.now().Sub(h.at) < fresh
	h.mu.Unlock()
	if !known {
		if err := h.see(ctx); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	h.mu.Lock()
	e, ok := h.entries[at]
	h.mu.Unlock()
	if !ok || e.size < 0 {
		return nil, publish.ErrAbsent
	}
	return h.blob(ctx, e.hash)
}

// Commits that journal makes say so, and of which tree they were made, so that one
// that was changed by hand is not taken for one of ours.
const (
	subject   = "Publish the site"
	madeBy    = "Made-by: journal"
	treeField = "Made-of: "
)

// others says that the newest commit is not one of ours. One that did nothing but
// write down what hosts let their owners set is as good: GitHub commits a CNAME.
func (h *Host) others(ctx context.Context, m []byte) (string, error) {
	b, err := h.git(ctx, nil, "cat-file", "commit", h.tip)
	if err != nil {
		return "", err
	}
	head, message, _ := strings.Cut(string(b), "\n\n")
	tree, parents := "", 0
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch key {
		case "tree":
			tree = value
		case "parent":
			parents++
		}
	}
	lines := strings.Split(message, "\n")
	says := func(want string) bool {
		for _, line := range lines {
			if line == want {
				return true
			}
		}
		return false
	}
	if parents == 0 && says(madeBy) && says(treeField+tree) {
		return "", nil
	}
	harmless, err := h.harmless(ctx, m)
	if err != nil || harmless {
		return "", err
	}
	return fmt.Sprintf("the newest commit, %s, was not made by journal", short(h.tip)), nil
}

// harmless reports whether all files on the branch are as journal left them, but for
// those that hosts keep there.
func (h *Host) harmless(ctx context.Context, m []byte) (bool, error) {
	known, err := manifest.Decode(m)
	if err != nil {
		return false, nil
	}
	var ours []string
	for at, e := range h.entries {
		switch {
		case at == publish.ManifestPath, publish.KeptByHosts(at):
		case e.size < 0 || !known.Has(manifest.File(at)) && !known.Has(manifest.Kept(at)):
			return false, nil
		case known.Has(manifest.File(at)):
			ours = append(ours, at)
		}
	}
	same := true
	err = h.blobs(ctx, ours, func(at string, b []byte) {
		same = same && known.Has(manifest.Bytes(at, b))
	})
	return same, err
}

// blobs reads many files with one process.
func (h *Host) blobs(ctx context.Context, paths []string, f func(at string, b []byte)) error {
	var ask bytes.Buffer
	for _, at := range paths {
		ask.WriteString(h.entries[at].hash + "\n")
	}
	out, err := h.git(ctx, &ask, "cat-file", "--batch")
	if err != nil {
		return err
	}
	for _, at := range paths {
		line, rest, _ := bytes.Cut(out, []byte("\n"))
		words := strings.Fields(string(line)) // hash, kind, size
		if len(words) != 3 {
			return fmt.Errorf("the store %s is damaged; delete it and publish again", h.target.Store)
		}
		size, err := strconv.Atoi(words[2])
		if err != nil || size >= len(rest) {
			return fmt.Errorf("the store %s is damaged; delete it and publish again", h.target.Store)
		}
		f(at, rest[:size])
		out = rest[size+1:]
	}
	return nil
}

func short(hash string) string { return hash[:min(len(hash), 7)] }

// Begin opens a publication upon a commit.
func (h *Host) Begin(ctx context.Context, seen publish.State) (publish.Session, error) {
	if err := h.openStore(ctx); err != nil {
		return nil, err
	}
	s := &session{host: h, old: seen.Version, entries: map[string]entry{}, folders: map[string]int{}}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if seen.Version != "" {
		entries, err := h.list(ctx, seen.Version)
		if err != nil {
			return nil, err
		}
		for at, e := range maps.All(entries) {
			s.entries[at] = e
			s.count(at, 1)
		}
	}
	return s, nil
}
