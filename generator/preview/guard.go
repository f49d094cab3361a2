package preview

import (
	"net/http"
	"strings"
	"time"
)

// always are the headers of every answer.
var always = [...][2]string{
	{"Cache-Control", "no-store"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Referrer-Policy", "no-referrer"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
}

// guardedWriter sees to it that every answer has those headers: the standard
// library takes some of them away from the errors it writes itself.
type guardedWriter struct{ http.ResponseWriter }

func (w guardedWriter) WriteHeader(status int) {
	setAlways(w.Header())
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (w guardedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func setAlways(h http.Header) {
	for _, header := range always {
		h.Set(header[0], header[1])
	}
}

// bodyTime is how long the rest of a request that should have had none may take.
const bodyTime = time.Second

// guard sets the headers that every answer has, and reports whether the request
// may be answered. If not, it has been refused.
func (s *Server) guard(w http.ResponseWriter, r *http.Request) bool {
	h := w.Header()
	setAlways(h)
	h.Set("Content-Security-Policy", closedPolicy)
	if r.ContentLength != 0 {
		// The library reads a body to its end before it lets go of a connection.
		http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime))
		h.Set("Connection", "close")
	}
	switch {
	case !s.hosts[r.Host], comesFromElsewhere(r):
		w.WriteHeader(http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
	case r.ContentLength != 0, !strings.HasPrefix(r.URL.Path, "/"):
		w.WriteHeader(http.StatusBadRequest)
	default:
		return true
	}
	return false
}

// comesFromElsewhere reports whether the browser says that a page of another
// origin sent the request, other than by a link that was followed. Another port
// of this machine is another origin, which browsers call the same site. A frame
// is asked for as if a link were followed, but is no page of its own.
func comesFromElsewhere(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return false
	}
	dest := r.Header.Get("Sec-Fetch-Dest")
	return r.Header.Get("Sec-Fetch-Mode") != "navigate" || dest != "" && dest != "document"
}
