// Package preview shows a site in the browser while it is being written: an HTTP
// server on this machine alone, from memory, with pages that bring themselves up
// to date.
//
// The owner's edition of a journal is the most private thing there is, and any
// web site open in the same browser can send requests to this machine. So:
//
//   - It listens on 127.0.0.1 and ::1 (Listen). Any other address is asked for by
//     name (ListenBeyond), and then a link that works once has to be opened first
//     (Options.Token).
//   - The Host header must be one of the server's own names, which defeats
//     rebinding of a foreign name to this machine; else 403 with no content. What
//     proxies say of a request (X-Forwarded-…) is never read.
//   - Only GET and HEAD, without a body. No header lets another origin read
//     anything, and Cross-Origin-Resource-Policy keeps pages from being loaded as
//     scripts or pictures elsewhere. What browsers say of a request's origin
//     (Sec-Fetch-Site) is a second layer.
//   - A path is looked up among the site's files and never on a disk.
//   - Nothing is kept by the browser, put into a frame or told to other sites.
//   - Slow and silent clients are given up: five seconds for a request's head,
//     32 KB at most; a minute for an answer; five seconds for an event, of which
//     only the latest waits; 512 streams.
//
// Each audience's site is a tree of its own. The first stands at /, the others
// below /_as/NAME/, so that two tabs can show one page to two pairs of eyes and an
// address says whose they are. What a server is not given it cannot show: without
// the owner's edition, messages and file names stay off the pages.
//
// The script, the styles, the bar and the errors come from paths below /_journal/
// or are added to pages on their way out, and stand in no file of a site. Pages of
// a site forbid scripts; the preview lifts that for its own, by its hash.
//
// When the journal has errors, or cannot be read, the last good site stays, with the
// messages on top of each page, until it is whole again.
//
// The package does not build sites and does not decide who may see what.
package preview

import (
	"cmp"
	"hash/maphash"
	"net/http"
	"slices"
	"strconv"
	"sync"

	"journal/generator/diag"
)

// Site is the files of a site. A render.Tree of any audience is one; so is
// anything that makes a tree when first asked.
type Site interface {
	Has(path string) bool
	Bytes(path string) ([]byte, error)
}

// Edition is a site as one audience sees it.
type Edition struct {
	Audience string // "me", "public", …: what the bar calls it, and part of its address
	Own      bool   // the author's: messages, sources and drafts may be shown beside it
	Root     string // the path at which the site will stand on its host; "" is "/"
	Site     Site
}

// Options say how a server is to behave. Hosts are needed, the rest may be zero.
type Options struct {
	Hosts   []string // the Host headers that are answered; see Hosts
	Version int64    // number of the first version; see New
	Folder  string   // the journal's folder, absolute, for links that open files; "" for none

	// Token gives words that nobody can guess, another at each call. If it is
	// not nil, who has not opened a link from Invite sees nothing.
	Token func() string
	// Entered is called when an invitation was used, which it can be once.
	Entered func()
}

// Server shows the latest site. Make one with New.
type Server struct {
	options Options
	hosts   map[string]bool
	door    door
	renames renames
	seed    maphash.Seed // of the hashes of files

	mu      sync.Mutex
	shown   shown
	waiting map[chan string]bool // browsers that wait for news
}

// shown is what browsers get at one time.
type shown struct {
	editions []Edition
	written  Written
	pending  func() []*Page // of written, those that are unfinished
	good     bool           // the site was made without errors
	messages diag.List
	stops    diag.List // errors that others' editions have besides
	trouble  string    // why the journal cannot be read, or ""
	version  int64
	editor   string // what links to files are made from
}

// New gives a server that has nothing to show yet. The first version tells tabs
// that were left open over a restart that there is something new; the time in
// milliseconds serves well.
func New(o Options) *Server {
	s := &Server{options: o, hosts: map[string]bool{}, waiting: map[chan string]bool{}, renames: newRenames(), seed: maphash.MakeSeed()}
	for _, host := range o.Hosts {
		s.hosts[host] = true
	}
	s.door.open(o.Token)
	s.shown = shown{version: o.Version, written: nothing{}, pending: noPages, editor: DefaultEditor}
	return s
}

// Show puts editions in place of those before and tells the browsers; the first
// stands at the site's own address. written is what the author wrote; it may be
// nil, and is listed after the browsers were told. With errors
// among the messages good editions stay, and the messages stand on top of them;
// where there have not been good ones, what is shown is what could be made.
func (s *Server) Show(editions []Edition, written Written, messages diag.List) {
	if written == nil {
		written = nothing{}
	}
	// Whoever asks where a page went waits until this version is compared with
	// the one before.
	s.renames.mu.Lock()
	defer s.renames.mu.Unlock()
	if before, replaced := s.put(editions, written, messages); replaced && before.editions != nil {
		s.renames.learn(before.written.Pages(), written.Pages())
	}
}

// put shows a version, tells the browsers, and reports whether it took the place
// of the one before.
func (s *Server) put(editions []Edition, written Written, messages diag.List) (before shown, replaced bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before = s.shown
	good := !messages.HasErrors()
	if replaced = good || !s.shown.good; replaced {
		s.shown.editions, s.shown.written, s.shown.good = editions, written, good
		s.shown.pending = sync.OnceValue(func() []*Page { return unfinishedAmong(written.Pages()) })
	}
	s.shown.messages = messages
	s.announce()
	return before, replaced
}

// OpenWith says where links lead that open a file of the author's, in the pages that
// Show shows from now on; see config.CheckEditor. "" is DefaultEditor.
func (s *Server) OpenWith(editor string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown.editor = cmp.Or(editor, DefaultEditor)
}

// announce makes what is shown a new version, and tells the browsers. The server's
// lock is held.
func (s *Server) announce() {
	s.shown.version++
	for c := range s.waiting {
		tell(c, s.shown.name())
	}
}

// ShowStops puts messages on top of the pages that are shown, about what is fine
// for the author's eyes and stops the site from being published. The pages
// themselves are not stale. It holds, also for what Show puts in their place, until
// it is called again.
func (s *Server) ShowStops(messages diag.List) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if slices.Equal(s.shown.stops, messages) {
		return
	}
	s.shown.stops = messages
	s.announce()
}

// ShowTrouble puts on top of the pages that the journal cannot be read, and why, so
// that nobody takes what is old for what stands on the disk. It holds until it is
// called with "".
func (s *Server) ShowTrouble(why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shown.trouble == why {
		return
	}
	s.shown.trouble = why
	s.announce()
}

func noPages() []*Page { return nil }

// name is the version as browsers know it.
func (v shown) name() string { return strconv.FormatInt(v.version, 10) }

// own reports whether the author's edition is among those shown.
func (v shown) own() bool {
	for _, e := range v.editions {
		if e.Own {
			return true
		}
	}
	return false
}

func (s *Server) current() shown {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guarded := guardedWriter{w}
	if s.guard(guarded, r) && s.admit(guarded, r) {
		s.answer(guarded, r)
	}
}
