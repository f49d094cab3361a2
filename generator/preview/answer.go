package preview

import (
	"bytes"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// answerTime is how long an answer may take to be sent.
const answerTime = time.Minute

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.guard(w, r) {
		return
	}
	if r.URL.Path == eventsPath {
		s.events(w, r)
		return
	}
	http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerTime))
	now := s.current()
	switch name := strings.TrimPrefix(r.URL.Path, "/"); {
	case r.URL.Path == scriptPath:
		send(w, r, http.StatusOK, "reload.js", []byte(script))
	case r.URL.Path == stylePath:
		send(w, r, http.StatusOK, "preview.css", []byte(style))
	case now.site == nil:
		now.sendNothing(w, r)
	case name == "" || strings.HasSuffix(name, "/"):
		now.send(w, r, name+"index.html")
	case !now.site.Has(name) && now.site.Has(name+"/index.html"):
		to := url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusFound)
	default:
		now.send(w, r, name)
	}
}

const notFoundPage = "404.html"

// send answers with a file of the site, or with its page for what is not there.
func (v shown) send(w http.ResponseWriter, r *http.Request, name string) {
	status := http.StatusOK
	if !v.site.Has(name) {
		name, status = notFoundPage, http.StatusNotFound
	}
	if !v.site.Has(name) {
		v.sendNothing(w, r)
		return
	}
	content, err := v.site.Bytes(name)
	if err != nil {
		v.sendPlain(w, r, "This page could not be made", err.Error())
		return
	}
	if path.Ext(name) == ".html" {
		var policy string
		content, policy = v.dress(content)
		w.Header().Set("Content-Security-Policy", policy)
		v.preloadFonts(w.Header())
	}
	send(w, r, status, name, content)
}

// sendNothing answers where there is not even a page that says so.
func (v shown) sendNothing(w http.ResponseWriter, r *http.Request) {
	if v.messages.HasErrors() {
		v.sendPlain(w, r, "This page could not be made", "")
		return
	}
	v.sendPlain(w, r, "There is nothing here yet", "")
}

func (v shown) sendPlain(w http.ResponseWriter, r *http.Request, title, text string) {
	content, policy := v.dress(plainPage(title, text))
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

// contentType is the type of a file by its name. It asks no table of the
// machine's, so that a site looks the same on each; of what it does not know,
// browsers make nothing but a download.
func contentType(name string) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".txt", ".md":
		return "text/plain; charset=utf-8"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".json":
		return "application/json"
	case ".xml":
		return "application/xml"
	case ".ics":
		return "text/calendar; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".avif":
		return "image/avif"
	case ".bmp":
		return "image/bmp"
	case ".ico":
		return "image/x-icon"
	case ".woff2":
		return "font/woff2"
	case ".woff":
		return "font/woff"
	case ".pdf":
		return "application/pdf"
	case ".mp3":
		return "audio/mpeg"
	case ".m4a":
		return "audio/mp4"
	case ".ogg":
		return "audio/ogg"
	case ".mp4":
		return "video/mp4"
	case ".webm":
		return "video/webm"
	}
	return "application/octet-stream"
}
