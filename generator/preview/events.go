package preview

import (
	"fmt"
	"net/http"
	"time"
)

const (
	mostStreams = 512
	heartbeat   = 15 * time.Second // so that a closed tab is noticed
	messageTime = 5 * time.Second  // for one message to be sent
	comeBack    = "retry: 500\n"   // milliseconds
)

// events keeps one browser told of versions, as server-sent events; see
// html.spec.whatwg.org/multipage/server-sent-events.html. An event holds the
// version and nothing else. The first says what is shown now, so that nothing is
// missed between loading a page and listening, and how soon to come back after
// the stream broke off.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	news, ok := s.listen()
	if !ok {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	defer s.leave(news)
	if post(w, comeBack+"data: "+<-news+"\n\n") != nil {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		var err error
		select {
		case version := <-news:
			err = post(w, "data: "+version+"\n\n")
		case <-beat.C:
			err = post(w, ":\n\n")
		case <-r.Context().Done():
			return
		}
		if err != nil {
			return
		}
	}
}

// listen gives a channel on which the latest version stands, or false where too
// many listen already.
func (s *Server) listen() (chan string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.waiting) >= mostStreams {
		return nil, false
	}
	c := make(chan string, 1)
	c <- s.shown.name()
	s.waiting[c] = true
	return c, true
}

func (s *Server) leave(c chan string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.waiting, c)
}

// tell puts the latest version on a channel, in place of one that nobody has
// taken yet. The server's lock is held, so nobody else puts one.
func tell(c chan string, version string) {
	select {
	case <-c:
	default:
	}
	c <- version
}

func post(w http.ResponseWriter, message string) error {
	answer := http.NewResponseController(w)
	if err := answer.SetWriteDeadline(time.Now().Add(messageTime)); err != nil {
		return err
	}
	if _, err := fmt.Fprint(w, message); err != nil {
		return err
	}
	return answer.Flush()
}
