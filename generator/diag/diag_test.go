package diag

import (
	"strings"
	"testing"
)

func TestPrint(t *testing.T) {
	src := Source{"content/a.md", []byte("+++\nsteps = [\"feedbak\"]\n+++\n")}
	l := List{src.Message("E121", Pos{"content/a.md", 2, 10}, 9, "did you mean \"feedback\"?", "unknown step %s", Quote("feedbak"))}
	var b strings.Builder
	l.Print(&b, Style{})
	want := "content/a.md:2:10: error E121: unknown step \"feedbak\"\n" +
		"  2 | steps = [\"feedbak\"]\n" +
		"    |          ^^^^^^^^^\n" +
		"hint: did you mean \"feedback\"?\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestBodiesStayOutOfLogs(t *testing.T) {
	m := Message{Code: "W240", Severity: Warning, Pos: Pos{"a.md", 3, 1}, Len: 1, Text: "t", Excerpt: "my secret", Body: true}
	for alone, want := range map[bool]bool{true: true, false: false} {
		var b strings.Builder
		List{m}.Print(&b, Style{Alone: alone})
		if got := strings.Contains(b.String(), "secret"); got != want {
			t.Errorf("alone=%v: excerpt shown=%v, want %v", alone, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	steps := []string{"thank", "feedback", "recalibrate", "add-value", "twin", "persist"}
	for in, want := range map[string]string{"feedbak": "feedback", "addvalue": "add-value", "Add_Value": "add-value", "pesrist": "persist", "sleep": "", "": "", "twins": "twin", "visibilty": ""} {
		if got := Nearest(in, steps); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPosAt(t *testing.T) {
	s := Source{"x", []byte("añb\ncd")}
	if got := s.PosAt(4); got != (Pos{"x", 1, 4}) {
		t.Errorf("got %v", got)
	}
	if got := s.PosAt(6); got != (Pos{"x", 2, 2}) {
		t.Errorf("got %v", got)
	}
}
