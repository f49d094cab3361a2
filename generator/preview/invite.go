package preview

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"sync"
)

// door is who may come in where the address alone is not enough: who has opened
// an invitation, which sets a cookie.
type door struct {
	token func() string // nil: nobody is kept out

	mu         sync.Mutex
	key        string // what the cookie holds
	invitation string // what the next link holds, or ""
}

func (d *door) open(token func() string) {
	if token != nil {
		d.token, d.key = token, token()
	}
}

const enterPath = "/_journal/enter"

// Invite gives the address to open: address itself, or, where a token is needed,
// one that works once. Earlier invitations that nobody used become void.
func (s *Server) Invite(address string) string {
	if s.door.token == nil {
		return address
	}
	s.door.mu.Lock()
	defer s.door.mu.Unlock()
	s.door.invitation = s.door.token()
	to, err := url.Parse(address)
	if err != nil {
		return address
	}
	to.Path, to.RawQuery = enterPath, url.Values{"token": {s.door.invitation}}.Encode()
	return to.String()
}

// admit reports whether the request comes from somebody who may see the journal,
// and answers it if not, or if it is an invitation.
func (s *Server) admit(w http.ResponseWriter, r *http.Request) bool {
	switch {
	case s.door.token == nil:
		return true
	case r.URL.Path == enterPath && r.Method == http.MethodGet && s.door.use(r.URL.Query().Get("token")):
		s.welcome(w, r)
		return false
	case s.door.knows(r):
		return true
	}
	w.Header().Set("Content-Type", contentType("refused.txt"))
	w.WriteHeader(http.StatusForbidden)
	if r.Method == http.MethodGet {
		w.Write([]byte("Open the address that the terminal shows. It works once.\n"))
	}
	return false
}

// use reports whether a token is the invitation, which is void from then on.
func (d *door) use(token string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.invitation == "" || !same(token, d.invitation) {
		return false
	}
	d.invitation = ""
	return true
}

func (d *door) knows(r *http.Request) bool {
	c, err := r.Cookie(cookieName(r))
	return err == nil && same(c.Value, d.key)
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// cookieName differs by port, which browsers do not tell apart in cookies.
func cookieName(r *http.Request) string {
	_, port, err := net.SplitHostPort(r.Host)
	if err != nil {
		port = "80"
	}
	return "journal-" + port
}

// welcome sets the cookie and leads on. A redirect would not do: where a link in
// another program was followed, browsers send it without a strict cookie.
func (s *Server) welcome(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: cookieName(r), Value: s.door.key, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
	send(w, r, http.StatusOK, "welcome.html", []byte(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="refresh" content="0;url=/"><title>Welcome</title></head><body><p><a href="/">Go on to the journal</a></p></body></html>
`))
	if s.options.Entered != nil {
		s.options.Entered()
	}
}
