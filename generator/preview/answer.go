package preview

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/maphash"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strings"
	"time"
)

// answerTime is how long an answer may take to be sent.
const answerTime = time.Minute

// answer answers a request that may be answered.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == eventsPath {
		s.events(w, r)
		return
	}
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerTime))
	switch r.URL.Path {
	case scriptPath:
		send(w, r, http.StatusOK, "reload.js", []byte(script))
	case stylePath:
		send(w, r, http.StatusOK, "preview.css", []byte(style))
	case wherePath:
		s.where(w, r)
	default:
		s.look(r).answer(w, r)
	}
}

// asPath is where the editions other than the first stand.
const asPath = "/_as/"

// A look is one page being looked at: whose eyes, which file.
type look struct {
	shown
	edition Edition
	prefix  string // the path of the edition's root: "/" or "/_as/public/"
	name    string // of the file, slash-separated, relative to the edition's root
	here    bool   // the browser runs on this machine
	folder  string
	seed    maphash.Seed
}

// look finds out what a request is for.
func (s *Server) look(r *http.Request) look {
	l := look{shown: s.current(), prefix: "/", folder: s.options.Folder, seed: s.seed}
	if len(l.editions) > 0 {
		l.edition = l.editions[0]
	}
	for _, e := range l.editions[min(1, len(l.editions)):] {
		if p := asPath + e.Audience + "/"; strings.HasPrefix(r.URL.Path, p) {
			l.edition, l.prefix = e, p
		}
	}
	l.name = strings.TrimPrefix(r.URL.Path, l.prefix)
	name, _, _ := strings.Cut(r.Host, ":")
	addr, err := netip.ParseAddr(name)
	l.here = name == "localhost" || strings.HasPrefix(r.Host, "[::1]") || err == nil && addr.IsLoopback()
	return l
}

func (l look) answer(w http.ResponseWriter, r *http.Request) {
	site := l.edition.Site
	switch {
	case site == nil:
		l.sendNothing(w, r)
	case l.name == "" || strings.HasSuffix(l.name, "/"):
		l.name += "index.html"
		l.send(w, r)
	case !hidden(l.name) && !site.Has(l.name) && site.Has(l.name+"/index.html"):
		to := url.URL{Path: l.prefix + l.name + "/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusFound)
	default:
		l.send(w, r)
	}
}

const notFoundPage = "404.html"

// send answers with a file of the site, or with its page for what is not there.
func (l look) send(w http.ResponseWriter, r *http.Request) {
	name, status, state := l.name, http.StatusOK, found
	if hidden(name) || !l.edition.Site.Has(name) {
		name, status, state = notFoundPage, http.StatusNotFound, missing
	}
	if !l.edition.Site.Has(name) {
		l.sendNothing(w, r)
		return
	}
	content, err := l.edition.Site.Bytes(name)
	if err != nil {
		l.sendPlain(w, r, "This page could not be made", err.Error())
		return
	}
	if path.Ext(name) == ".html" {
		if state == missing {
			content = l.rebase(content)
		}
		var policy string
		content, policy = l.dress(content, state)
		w.Header().Set("Content-Security-Policy", policy)
		l.preloadFonts(w.Header())
	} else {
		w.Header().Set("Etag", l.etag(content))
		w.Header().Set("Journal-Version", l.shown.name())
	}
	send(w, r, status, name, content)
}

// hidden reports whether a path has a part that begins with a dot, other than the
// one that RFC 8615 sets aside.
func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != ".well-known" {
			return true
		}
	}
	return false
}

// rebase makes the links of the page for what is not there, which begin at the
// root of the site on its host, begin at the edition's root here.
func (l look) rebase(page []byte) []byte {
	root := cmp.Or(l.edition.Root, "/")
	if l.prefix == root {
		return page
	}
	return bytes.ReplaceAll(page, []byte(`="`+root), []byte(`="`+l.prefix))
}

// etag tells the script whether a picture is still the same. It is another in
// each run of the program.
func (l look) etag(content []byte) string {
	return fmt.Sprintf(`"%x-%x"`, len(content), maphash.Bytes(l.seed, content))
}

// sendNothing answers where there is not even a page that says so.
func (l look) sendNothing(w http.ResponseWriter, r *http.Request) {
	if l.messages.HasErrors() {
		l.sendPlain(w, r, "This page could not be made", "")
		return
	}
	l.sendPlain(w, r, "There is nothing here yet", "")
}

func (l look) sendPlain(w http.ResponseWriter, r *http.Request, title, text string) {
	content, policy := l.dress(plainPage(title, text), broken)
	w.Header().Set("Content-Security-Policy", policy)
	send(w, r, http.StatusServiceUnavailable, "plain.html", content)
}

// send answers with content. Only what is there can be asked for in parts.
func send(w http.ResponseWriter, r *http.Request, status int, name string, content []byte) {
	w.Header().Set("Content-Type", contentType(name))
	if status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
		return
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(content)
	}
}
