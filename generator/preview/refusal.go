package preview

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"sync/atomic"
)

// Requests that the standard library cannot read never reach a handler: it answers
// them itself, with a text and without our headers. A guardedConn lets the status
// of such an answer through and puts what every answer has in place of the rest.
type guardedConn struct {
	net.Conn
	answering atomic.Bool // a handler has the request
}

// guardConns has a server tell its guarded connections who is answering. When it
// is to stop, those on which nobody is being answered are closed.
func guardConns(h *http.Server) {
	type key struct{}
	h.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		return context.WithValue(ctx, key{}, c)
	}
	there := &attendance{conns: map[*guardedConn]bool{}}
	h.RegisterOnShutdown(there.sendAway)
	// Idle is a connection when all of an answer has been sent.
	h.ConnState = func(c net.Conn, state http.ConnState) {
		guarded, ok := c.(*guardedConn)
		if !ok {
			return
		}
		there.note(guarded, state)
		if state == http.StateIdle {
			guarded.answering.Store(false)
		}
	}
	handler := h.Handler
	h.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, ok := r.Context().Value(key{}).(*guardedConn); ok {
			c.answering.Store(true)
		}
		handler.ServeHTTP(w, r)
	})
}

func (c *guardedConn) Write(b []byte) (int, error) {
	if c.answering.Load() {
		return c.Conn.Write(b)
	}
	status, _, _ := bytes.Cut(b, []byte("\r\n"))
	if _, err := c.Conn.Write(refusal(status)); err != nil {
		return 0, err
	}
	return len(b), nil
}

// CloseWrite lets the library wait until the refusal has arrived.
func (c *guardedConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// refusal is a whole answer without content.
func refusal(statusLine []byte) []byte {
	var b bytes.Buffer
	b.Write(statusLine)
	b.WriteString("\r\nConnection: close\r\nContent-Length: 0\r\nContent-Security-Policy: " + closedPolicy + "\r\n")
	for _, header := range always {
		b.WriteString(header[0] + ": " + header[1] + "\r\n")
	}
	b.WriteString("\r\n")
	return b.Bytes()
}

// guardedListener guards the connections that it accepts.
type guardedListener struct{ net.Listener }

func (l guardedListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &guardedConn{Conn: c}, nil
}
