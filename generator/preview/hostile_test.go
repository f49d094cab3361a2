package preview

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// listening is a server on a port of its own until the test ends.
func listening(t *testing.T, s func(port int) *Server) (address string) {
	t.Helper()
	listeners, port, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(serveUntilStopped(t, s(port), listeners))
	return fmt.Sprintf("127.0.0.1:%d", port)
}

// canary stands in everything that must not be told.
const canary = "marmalade"

func canarySite() folder {
	page := "<html><head></head><body>" + canary + "</body></html>"
	return folder{"index.html": page, "entries/a/index.html": page, "404.html": "<body>Not here</body>",
		"data.bin": canary, ".hidden": canary, ".git/config": canary, "entries/.draft/index.html": canary}
}

// hostileTargets are request targets that have led other servers astray, or might.
func hostileTargets() []string {
	names := []string{"journal.toml", "people.toml", "content/entries/a.md", "etc/passwd", ".git/config", ".hidden", "go.mod", "windows/win.ini"}
	ups := []string{"../", "..%2f", "%2e%2e/", "%2e%2e%2f", "%252e%252e%252f", "..\\", "..%5c", "%2e%2e%5c", ".%2e/", "....//", "..;/", "%c0%ae%c0%ae/",
		"..%c0%af", "..%00/", "%2e%2e%00/", "..%ef%bc%8f", "/./../", "entries/../../", "entries/a/../../../", "_as/public/../../", "_as/../", "_journal/../../"}
	var targets []string
	for _, name := range names {
		for _, up := range ups {
			targets = append(targets, "/"+up+name, "/"+strings.Repeat(up, 6)+name)
		}
		for _, form := range []string{"/%s", "//%s", "///%s", "/\\%s", "/@fs/%s", "/@id/%s", "/%s?raw", "/%s?raw??", "/%s?import&raw", "/%s?.svg", "/%s?url", "/%s/",
			"/%s::$DATA", "/%s%%00", "/%s%%00.html", "/%s%%20", "/%s.", "/%s%%2f", "/%s;a=b", "/%s~", "/%s.bak", "/file:///%s", "/C:/%s", "/c:%%5c%s", "/~/%s", "/proc/self/root/%s",
			"/_journal/%s", "/_events/%s", "/_as/me/%s", "/_as/public/%s", "/_as//%s", "/.%s", "/./%s", "/static/%s", "/public/../%s"} {
			targets = append(targets, fmt.Sprintf(form, name))
		}
	}
	return append(targets, "/.", "/..", "/...", "/entries/.draft/", "/entries/.draft", "/.hidden?x", "/%2ehidden", "/%2Egit/config", "/GIT~1/config", "/entries", "/entries/",
		"/_journal", "/_journal/", "/_as", "/_as/", "/_as/public", "/_as/public/", "/%", "/%zz", "/%u002e%u002e/", "/\x00", "/\x7f", "/a b", "*", "a", "?", "#", "",
		"http://evil.example/", "http://evil.example/data.bin", "https://evil.example:443/", "//evil.example/%2e%2e", "ftp://evil.example/", "javascript:alert(1)", "localhost:1515", "/"+strings.Repeat("a/", 4000), "/"+strings.Repeat("../", 4000)+"etc/passwd")
}

// Requests that are not what they seem.
func TestHostileRequests(t *testing.T) {
	var host string
	address := listening(t, func(port int) *Server {
		host = fmt.Sprintf("localhost:%d", port)
		s := New(Options{Hosts: Hosts(port)})
		s.Show(mine(canarySite()), nil, nil)
		return s
	})
	for _, request := range []string{
		"GET http://evil.example/data.bin HTTP/1.1\r\nHost: HOST\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: evil.example\r\nHost: HOST\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: HOST\r\nForwarded: host=HOST\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: HOST.evil.example\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: evil.example#HOST\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: evil@HOST\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: LOCALHOST\r\n",
		"GET /data.bin HTTP/1.1\r\n",
		"GET /data.bin HTTP/1.0\r\n",
		"POST /data.bin HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n",
		"PUT /data.bin HTTP/1.1\r\nHost: HOST\r\nX-HTTP-Method-Override: GET\r\nContent-Length: 0\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: HOST\r\nContent-Length: 100\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
		"OPTIONS * HTTP/1.1\r\nHost: HOST\r\n",
		"OPTIONS /data.bin HTTP/1.1\r\nHost: HOST\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Private-Network: true\r\n",
		"CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST\r\n",
		"TRACE / HTTP/1.1\r\nHost: HOST\r\n",
		"get /data.bin HTTP/1.1\r\nHost: HOST\r\n",
		"PRI * HTTP/2.0\r\n",
		"GET /data.bin HTTP/9.9\r\nHost: HOST\r\n",
		"GET /data.bin\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: HOST\r\nExpect: 200-ok\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: HOST\r\nno colon\r\n",
		"GET /nothing.bin HTTP/1.1\r\nHost: evil.example\r\n\r\nGET /%zz HTTP/1.1\r\nHost: HOST\r\n",
		"GET /data.bin HTTP/1.1\r\nHost: HOST\r\nX-Large: " + strings.Repeat("x", 64<<10) + "\r\n",
	} {
		answer := raw(t, address, strings.ReplaceAll(request, "HOST", host)+"Connection: close\r\n\r\n")
		if strings.Contains(answer, canary) || headerOf(answer, "Access-Control-Allow-Origin") != "" || strings.HasPrefix(answer, "HTTP/1.1 200") {
			t.Errorf("%.120q: %.300s", request, answer)
		}
		if missing := missingHeaders(answer); len(missing) > 0 {
			t.Errorf("%.120q: no %v in %.300s", request, missing, answer)
		}
	}
}

// missingHeaders are those that an answer, as it was sent, should have and has not.
func missingHeaders(answer string) (missing []string) {
	for _, header := range append(always[:], [2]string{"Content-Security-Policy", ""}) {
		if got := headerOf(answer, header[0]); got == "" || header[1] != "" && got != header[1] {
			missing = append(missing, header[0])
		}
	}
	return missing
}

// raw sends bytes and gives what comes back until the connection ends.
func raw(t *testing.T, address, request string) string {
	t.Helper()
	answer, err := exchange(address, request)
	if err != nil {
		t.Fatalf("%.100q: %v", request, err)
	}
	return answer
}

func exchange(address, request string) (string, error) {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return "", err
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(patience))
	io.WriteString(c, request) // may be cut off while it is still being sent
	answer, err := io.ReadAll(c)
	if e, ok := err.(net.Error); ok && e.Timeout() {
		return "", err
	}
	return string(answer), nil
}

func headerOf(answer, name string) string {
	r, err := http.ReadResponse(bufio.NewReader(bytes.NewReader([]byte(answer))), nil)
	if err != nil {
		return ""
	}
	r.Body.Close()
	return r.Header.Get(name)
}

// TestHeadersOfEveryAnswer asks for everything there is, in every way.
func TestHeadersOfEveryAnswer(t *testing.T) {
	s := aServer()
	want := map[string]string{
		"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
		"Access-Control-Allow-Origin": "", "Access-Control-Allow-Private-Network": "", "Server": "",
	}
	for _, path := range []string{"/", "/entries/a", "/nothing", "/feed.xml", "/data.bin", "/broken.html", "/.hidden/", scriptPath, stylePath, wherePath, enterPath, "/_as/public/"} {
		for _, how := range [][]string{
			{"GET"}, {"HEAD"}, {"POST"}, {"OPTIONS"}, {"GET", "Host", "evil.example"}, {"GET", "Range", "bytes=0-1"}, {"GET", "Range", "bytes=99999-"}, {"GET", "Range", "nonsense"},
			{"GET", "If-None-Match", "*"}, {"GET", "If-Match", `"other"`}, {"GET", "If-Modified-Since", "Sun, 22 Nov 2037 00:00:00 GMT"}, {"GET", "Origin", "http://evil.example"},
			{"GET", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"},
		} {
			h := ask(s, how[0], path, how[1:]...).Header
			for name, value := range want {
				if got := h.Get(name); got != value {
					t.Errorf("%s %v: %s is %q, want %q", path, how, name, got, value)
				}
			}
			if policy := h.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") || !strings.HasPrefix(policy, "default-src 'none'") {
				t.Errorf("%s %v: the policy is %q", path, how, policy)
			}
		}
	}
}
