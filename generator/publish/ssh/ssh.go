// Package ssh is a host that is reached by ssh: a folder of a machine that serves
// it by a web server of its own.
//
// It runs the programs ssh and rsync, so that settings, keys, agents and jump hosts
// are those that the author has anyway. Nothing is ever asked: where ssh would, it
// ends with a message. On the other machine it needs sh and rsync, and a folder
// that the author may write to.
//
// There are two ways to lie in that folder:
//
//   - In place, the folder is the site. Files are sent together, each is written
//     aside and renamed, and strangers see them as they come.
//   - With releases, the site is the folder's current, a link to one of releases/.
//     A publication makes a new release, in which files that stay are hard links to
//     those of the one before, and then replaces the link: strangers see all of it
//     at once. Former releases are kept, up to two, but none once something was
//     taken down, since they might hold it.
//
// Files are readable by all (0644, folders 0755), whatever they were here. A lock
// in the folder, made by mkdir, keeps others away; it holds no name, and is taken
// over when its owner is dead or has shown no sign of life for three minutes.
// While a publication runs, names that begin with .journal- are the program's.
package ssh

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"journal/generator/publish"
)

// Names of the program's own in the folder.
const (
	lockName     = ".journal-lock"
	tempName     = ".journal-tmp"    // where files are written before they are renamed
	forgetName   = ".journal-forget" // no former release may stay
	partSuffix   = ".part"           // a release that is being made
	keepReleases = 2
)

// Target says which folder of which machine.
type Target struct {
	Destination string // "me@example.org:/srv/www/road", or ssh://me@example.org:2222/srv/www/road
	Releases    bool   // rather than in place
}

// Programs are those that are run; "" looks for ssh and rsync where programs are.
type Programs struct{ SSH, Rsync string }

// Host is a folder of a machine.
type Host struct {
	to       destination
	releases bool
	line     *line
}

// New gives the host of a target. It connects to nothing yet; Close ends a
// connection that was kept.
func New(t Target, p Programs) (*Host, error) {
	to, err := parse(t.Destination)
	if err != nil {
		return nil, err
	}
	l, err := newLine(to, p)
	if err != nil {
		return nil, err
	}
	return &Host{to: to, releases: t.Releases, line: l}, nil
}

// String names the folder.
func (h *Host) String() string { return h.to.String() }

// Close ends the connection that is kept between requests.
func (h *Host) Close() error { return h.line.close() }

// site is where the site lies within the folder.
func (h *Host) site() string {
	if h.releases {
		return "current"
	}
	return "."
}

// Look lists the folder.
func (h *Host) Look(ctx context.Context) (publish.State, error) {
	seen := publish.State{Files: map[string]publish.Object{}}
	out, err := h.line.run(ctx, lookScript(h.to.folder, h.site(), publish.ManifestPath))
	if err != nil {
		return seen, err
	}
	if h.releases && out.line() == "unfinished" {
		seen.Unfinished = true
	}
	for {
		switch word := out.next(); {
		case word == "unfinished", word == "finished":
			continue
		case word == "none":
			return seen, nil
		case word == "no manifest":
			return seen, h.list(out, &seen)
		case strings.HasPrefix(word, "manifest "):
			seen.Version = strings.TrimPrefix(word, "manifest ")
			if seen.Manifest, err = out.bytes(sizeOf(seen.Version)); err != nil {
				return seen, h.garbled()
			}
			return seen, h.list(out, &seen)
		default:
			return seen, h.refusal(word)
		}
	}
}

// sizeOf is the size in what cksum says: "1234567 890".
func sizeOf(cksum string) int {
	fields := strings.Fields(cksum)
	if len(fields) != 2 {
		return -1
	}
	n, err := strconv.Atoi(fields[1])
	if err != nil {
		return -1
	}
	return n
}

// list reads what rsync lists.
func (h *Host) list(out *output, seen *publish.State) error {
	for {
		line := out.next()
		if line == "end" {
			return nil
		}
		l, ok := parseListed(line)
		switch {
		case !ok && out.empty():
			return h.garbled()
		case !ok || l.kind == 'd' || l.path == publish.ManifestPath:
		case l.kind == '-':
			seen.Files[l.path] = publish.Object{Size: l.size}
		default:
			seen.Files[l.path] = publish.Object{Size: -1}
		}
	}
}

func (h *Host) garbled() error {
	return publish.Transient(fmt.Errorf("the answer of %s breaks off", h.to.host), 0)
}

// refusal says in words what a script found in its way.
func (h *Host) refusal(word string) error {
	switch {
	case word == "not a folder":
		return fmt.Errorf("%s is no folder; correct the destination of the target", h)
	case word == "no rsync":
		return fmt.Errorf("there is no rsync on %s; install it there, or ask who runs the machine to", h.to.host)
	case word == "lost":
		return publish.ErrStale
	case word == "current is no link":
		return fmt.Errorf("current in %s is no link of ours; move it away, or leave out releases = true", h)
	case word == "":
		return publish.Transient(fmt.Errorf("the connection to %s broke", h.to.host), 0)
	}
	return fmt.Errorf("%s gave an answer that is not understood: %s", h.to.host, word)
}

// Read gets a file.
func (h *Host) Read(ctx context.Context, path string) ([]byte, error) {
	out, err := h.line.run(ctx, readScript(join2(h.to.folder, h.site()), path))
	if err != nil {
		return nil, err
	}
	word := out.next()
	size, isFile := strings.CutPrefix(word, "file ")
	if word == "none" || word == "not a folder" {
		return nil, fmt.Errorf("read %s: %w", path, publish.ErrAbsent)
	} else if !isFile {
		return nil, h.refusal(word)
	}
	n, err := strconv.Atoi(strings.TrimSpace(size))
	if err != nil {
		return nil, h.refusal(word)
	}
	b, err := out.bytes(n)
	if err != nil {
		return nil, publish.Transient(fmt.Errorf("the answer of %s breaks off", h.to.host), 0)
	}
	return b, nil
}

func join2(folder, within string) string {
	if within == "." {
		return folder
	}
	return folder + "/" + within
}

// Begin locks the folder, and makes a new release.
func (h *Host) Begin(ctx context.Context, seen publish.State) (publish.Session, error) {
	s := &session{host: h, seen: seen, token: newToken(), layout: publish.NewLayout(seen.Files), put: map[string]bool{}, del: map[string]bool{}, folders: map[string]bool{}}
	for path := range seen.Files {
		for _, folder := range publish.Folders(path) {
			s.folders[folder] = true
		}
	}
	s.forget = seen.Unfinished
	err := s.lock(ctx)
	if err == nil {
		err = s.prepare(ctx)
	}
	if err != nil {
		aside, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*grace)
		defer cancel()
		_ = s.Abort(aside) // the lock ends by itself, too
		return nil, err
	}
	s.signs = s.keepAlive()
	return s, nil
}

// newToken names a session, so that its lock is known for its own.
func newToken() string { return rand.Text() }

// lock locks the folder, if what Look saw still stands.
func (s *session) lock(ctx context.Context) error {
	h, gone := s.host, "-"
	for {
		out, err := h.line.run(ctx, lockScript(h.to.folder, s.token, thisProcess(), gone, h.site(), publish.ManifestPath))
		if err != nil {
			return err
		}
		word := out.next()
		busy, isBusy := strings.CutPrefix(word, "busy ")
		switch {
		case word == "locked":
			s.locked = true
			return s.same(out.next())
		case !isBusy:
			return h.refusal(word)
		}
		age, rest, _ := strings.Cut(busy, " ")
		token, owner, _ := strings.Cut(rest, " ")
		if gone == "-" && token != "" && isDead(owner) {
			gone = token
			continue
		}
		return fmt.Errorf("%w (last sign of life: %s seconds ago)", publish.ErrBusy, age)
	}
}

// same checks that the manifest is the one that Look saw.
func (s *session) same(word string) error {
	version, there := strings.CutPrefix(word, "manifest ")
	switch {
	case there && version == s.seen.Version, word == "no manifest" && s.seen.Manifest == nil:
		return nil
	case there || word == "no manifest":
		return publish.ErrStale
	}
	return s.host.refusal(word)
}

// prepare makes a place for what is to be sent, and the release.
func (s *session) prepare(ctx context.Context) error {
	staged, err := os.MkdirTemp("", "journal-publish-")
	if err != nil {
		return fmt.Errorf("make a folder for what is to be sent: %w", err)
	}
	s.staged = staged
	if !s.host.releases {
		s.within = "."
		return nil
	}
	s.name = "releases/" + releaseName(s.token)
	s.within = s.name + partSuffix
	out, err := s.host.line.run(ctx, releaseScript(s.host.to.folder, s.token, s.within))
	return s.done(out, err, "done")
}

// done checks that a script came to its end.
func (s *session) done(out *output, err error, end string) error {
	if err != nil {
		return err
	}
	if word := out.next(); word != end {
		return s.host.refusal(word)
	}
	return nil
}

// stage writes a file to be sent. It is readable by all, as it will be there.
func (s *session) stage(f publish.File) error {
	path := filepath.Join(s.staged, filepath.FromSlash(f.Path))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("set aside %s: %w", f.Path, err)
	}
	if err := os.WriteFile(path, f.Bytes, 0o644); err != nil {
		return fmt.Errorf("set aside %s: %w", f.Path, err)
	}
	return os.Chmod(path, 0o644) // whatever umask is
}

// names joins paths as rsync --from0 reads them.
func names(paths []string) []byte {
	var b bytes.Buffer
	for _, path := range paths {
		b.WriteString(path)
		b.WriteByte(0)
	}
	return b.Bytes()
}
