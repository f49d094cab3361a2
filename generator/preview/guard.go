package preview

import "net/http"

// guard sets the headers that every answer has, and reports whether the request
// may be answered. If not, it has been refused.
func (s *Server) guard(w http.ResponseWriter, r *http.Request) bool {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Content-Security-Policy", closedPolicy)
	switch {
	case !s.hosts[r.Host], comesFromElsewhere(r):
		w.WriteHeader(http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		w.WriteHeader(http.StatusMethodNotAllowed)
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
