package preview

import (
	"encoding/json"
	"net/http"
)

// whereabouts is what became of a page. One of the two is "".
type whereabouts struct {
	Address string `json:"address,omitempty"` // where it is
	Said    string `json:"said,omitempty"`    // why it is nowhere, for the reader
}

const goneWords = "This page is gone. You see it as it last was."

// where tells a browser what became of the page it shows: source is the file it
// is made from, as its script tag said, as whose eyes it is seen with.
func (s *Server) where(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	content, err := json.Marshal(s.whereabouts(asked.Get("source"), asked.Get("as")))
	if err != nil {
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	send(w, r, http.StatusOK, "where.json", content)
}

func (s *Server) whereabouts(source, as string) whereabouts {
	now := s.current()
	if !now.own() || source == "" {
		return whereabouts{Said: goneWords}
	}
	page, ok := s.renames.follow(source, now.written.Pages())
	if !ok {
		return whereabouts{Said: "There is no " + source + " any more. You see its page as it last was."}
	}
	for i, e := range now.editions {
		if e.Audience != as {
			continue
		}
		if !e.Site.Has(page.file()) {
			return whereabouts{Said: as + " no longer sees this page. You see it as it last was."}
		}
		if i == 0 {
			return whereabouts{Address: address("/", page.Address)}
		}
		return whereabouts{Address: address(asPath+as+"/", page.Address)}
	}
	return whereabouts{Said: goneWords}
}
