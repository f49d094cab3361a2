// Package preview shows a site in the browser while it is being written: an HTTP
// server on this machine alone, from memory, with pages that reload themselves.
//
// The owner's edition of a journal is the most private thing there is, and any
// web site open in the same browser can send requests to this machine. So:
//
//   - It listens on 127.0.0.1 and ::1 and nowhere else (Listen).
//   - The Host header must be one of the server's own names, which defeats
//     rebinding of a foreign name to this machine; else 403 with no content.
//   - Only GET and HEAD. No header lets another origin read anything, and
//     Cross-Origin-Resource-Policy keeps pages from being loaded as scripts or
//     pictures elsewhere. What browsers say of a request's origin
//     (Sec-Fetch-Site) is a second layer.
//   - A path is looked up among the site's files and never on a disk.
//   - Nothing is kept by the browser, put into a frame or told to other sites.
//
// The reload script and the styles of the status line come from paths below
// /_journal/, are added to pages on their way out, and stand in no file of a
// site. Pages of a site forbid scripts; the preview lifts that for its own.
//
// When the journal has errors, the last good site stays, with the messages on
// top of each page, until it is whole again.
//
// The package does not build sites and does not decide who may see what.
package preview

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"journal/generator/diag"
)

// Site is the files of a site. A render.Tree of any audience is one.
type Site interface {
	Has(path string) bool
	Bytes(path string) ([]byte, error)
}

// Server shows the latest site. Make one with New.
type Server struct {
	hosts map[string]bool // the names this server answers to

	mu      sync.Mutex
	shown   shown
	waiting map[chan string]bool // browsers that wait for news
}

// shown is what browsers get at one time.
type shown struct {
	site     Site
	good     bool // the site was made without errors
	messages diag.List
	version  int64
}

// New gives a server for a port that has nothing to show yet. The first version
// tells tabs that were left open over a restart that there is something new; the
// time in milliseconds serves well.
func New(port int, version int64) *Server {
	s := &Server{hosts: map[string]bool{}, waiting: map[chan string]bool{}, shown: shown{version: version}}
	for _, host := range []string{"localhost", "127.0.0.1", "[::1]"} {
		s.hosts[host+":"+strconv.Itoa(port)] = true
		if port == 80 {
			s.hosts[host] = true
		}
	}
	return s
}

// Show puts a site in place of the one before and tells the browsers. With
// errors among the messages a good site stays, and the messages stand on top of
// it; where there has not been a good one, the site shown is what could be made.
func (s *Server) Show(site Site, messages diag.List) {
	s.mu.Lock()
	defer s.mu.Unlock()
	good := !messages.HasErrors()
	if good || !s.shown.good {
		s.shown.site, s.shown.good = site, good
	}
	s.shown.messages = messages
	s.shown.version++
	for c := range s.waiting {
		tell(c, s.shown.name())
	}
}

// name is the version as browsers know it.
func (v shown) name() string { return strconv.FormatInt(v.version, 10) }

func (s *Server) current() shown {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown
}

const (
	headerTimeout = 5 * time.Second
	idleTimeout   = time.Minute
	mostHeader    = 32 << 10        // bytes
	parting       = 3 * time.Second // for answers under way when the server stops
)

// Serve answers on the listeners until ctx ends, then lets answers under way
// finish. It returns nil after an orderly end.
func (s *Server) Serve(ctx context.Context, listeners ...net.Listener) error {
	h := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    mostHeader,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan error, len(listeners))
	for _, l := range listeners {
		go func() { ended <- h.Serve(l) }()
	}
	select {
	case err := <-ended:
		h.Close()
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), parting)
	defer cancel()
	if err := h.Shutdown(last); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
