package preview

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestInvitation(t *testing.T) {
	n, entered := 0, 0
	s := New(Options{Hosts: Hosts(1515), Token: func() string { n++; return fmt.Sprint("token", n) }, Entered: func() { entered++ }})
	s.Show(mine(folder{"index.html": canary, "404.html": canary}), nil, nil)
	first := s.Invite("http://localhost:1515/")
	second := s.Invite("http://192.168.1.5:1515/")
	if first != "http://localhost:1515/_journal/enter?token=token2" || second != "http://192.168.1.5:1515/_journal/enter?token=token3" {
		t.Errorf("invited to %s and %s", first, second)
	}
	enter := func(token string) string { return enterPath + "?token=" + token }
	for _, c := range []struct{ name, method, path, cookie string }{
		{"no cookie", "GET", "/", ""},
		{"what is not there", "GET", "/nothing", ""},
		{"the script", "GET", scriptPath, ""},
		{"events", "GET", eventsPath, ""},
		{"no token", "GET", enterPath, ""},
		{"empty token", "GET", enter(""), ""},
		{"wrong token", "GET", enter("token"), ""},
		{"the key as token", "GET", enter("token1"), ""},
		{"a token that another took the place of", "GET", enter("token2"), ""},
		{"head", "HEAD", enter("token3"), ""},
		{"a token as cookie", "GET", "/", "journal-1515=token3"},
		{"wrong cookie", "GET", "/", "journal-1515="},
		{"another server's cookie", "GET", "/", "journal-1516=token1"},
	} {
		r := ask(s, c.method, c.path, "Cookie", c.cookie)
		if body := bodyOf(t, r); r.StatusCode != http.StatusForbidden || strings.Contains(body, canary) || r.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: status %d, %q", c.name, r.StatusCode, body)
		}
	}
	r := ask(s, "GET", enter("token3"))
	cookie := r.Header.Get("Set-Cookie")
	if body := bodyOf(t, r); r.StatusCode != 200 || entered != 1 || strings.Contains(body, canary) || cookie != "journal-1515=token1; Path=/; HttpOnly; SameSite=Strict" {
		t.Errorf("entered %d times, status %d, cookie %q: %s", entered, r.StatusCode, cookie, body)
	}
	cookie, _, _ = strings.Cut(cookie, ";")
	if r := ask(s, "GET", "/", "Cookie", cookie); !strings.Contains(bodyOf(t, r), canary) {
		t.Errorf("with the cookie: status %d", r.StatusCode)
	}
	if r := ask(s, "GET", enter("token3")); r.StatusCode != http.StatusForbidden {
		t.Errorf("a token works twice: status %d", r.StatusCode)
	}
	if r := ask(s, "GET", "/", "Cookie", cookie, "Host", "evil.example:1515"); r.StatusCode != http.StatusForbidden {
		t.Errorf("with the cookie, under another name: status %d", r.StatusCode)
	}
	if got := New(Options{}).Invite("http://localhost:1515/"); got != "http://localhost:1515/" {
		t.Errorf("without tokens, the address is %s", got)
	}
}
