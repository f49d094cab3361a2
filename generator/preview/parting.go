package preview

import (
	"net/http"
	"sync"
)

// attendance is the connections that are there. Browsers open some before they
// have a question, and the library would wait for those as for answers under way.
type attendance struct {
	mu    sync.Mutex
	conns map[*guardedConn]bool
}

// note keeps a connection in mind until it is closed.
func (a *attendance) note(c *guardedConn, state http.ConnState) {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch state {
	case http.StateNew:
		a.conns[c] = true
	case http.StateHijacked, http.StateClosed:
		delete(a.conns, c)
	}
}

// sendAway closes the connections on which nobody is being answered.
func (a *attendance) sendAway() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for c := range a.conns {
		if !c.answering.Load() {
			c.Conn.Close()
		}
	}
}
