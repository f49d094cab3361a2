package seal

import (
	"crypto/rand"
	"strings"
	"testing"
)

func TestGenerate(t *testing.T) {
	seen := map[string]bool{}
	for range 20 {
		p, err := Generate(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(strings.Fields(p)); n != 6 || seen[p] || Spelling(p) != p {
			t.Errorf("%q has %d words, or came twice", p, n)
		}
		seen[p] = true
		if err := CheckPassphrase(p); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
}

func TestCheckPassphrase(t *testing.T) {
	for _, weak := range []string{
		"", " ", "a", "password", "Passwort123!", "correct horse", "second place", "111111111111111111111111", "qwertyuiopasdfghjkl",
		"abcabcabcabcabcabcabc", "the quick brown", "2026-03-05", "Northwind2026", strings.Repeat("ab ", 50),
		"correct horse battery staple", strings.Repeat("gallantly unhelpful tapestry reprise ", 5), "northwind NORTHWIND nOrthwind, one two three four",
		"six good words\x07and a bell rings too", "six\u200bwords with something nobody can see",
	} {
		if CheckPassphrase(weak, "Northwind") == nil {
			t.Errorf("%q is taken", weak)
		}
	}
	for _, strong := range []string{
		"gallantly unhelpful tapestry reprise cabana driver", "Xq7#mPz2!vRt9&Lw", "Die Amsel pfeift um halb sechs vorm Fenster",
		"朝の駅で読んだ手紙は雨に濡れて文字が消えた", "a b 17 !? x Berlin amber oboe Tür lynx 4711",
	} {
		if err := CheckPassphrase(strong, "Northwind"); err != nil {
			t.Errorf("%q: %v", strong, err)
		}
	}
}

func TestSpelling(t *testing.T) {
	if got := Spelling(" Gru\u0308ße \t aus\u00a0Zu\u0308rich\n"); got != "Grüße aus Zürich" {
		t.Errorf("%q", got)
	}
}
