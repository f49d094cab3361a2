package audit

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// What is looked for in parts of a text is found there as in the whole of it: nothing
// that the shape finds is lost for being looked for quickly.
func TestShapesAreFoundInParts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	pieces := []string{"0", "1", "23", "456", "7890", "+", "+49", "(0)", "(415)", " ", "\u00a0", "\n", "-", ".", "/", ",", ":", "ä", "x", "_", "@", "me@home.example", "Zoë", "\"", "<", "\\", "'", "%", "€", "é@ü.example", "\x01", "0301 ", "555-2671", "tel ", "tel:", "SMS:", "callto:", "415", "555", "2671", "030 "}
	mails, numbers, links := 0, 0, 0
	for range 60_000 {
		var b strings.Builder
		for range r.IntN(24) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		text := b.String()
		var found []string
		mailAddresses(text, func(m string) { found = append(found, m) })
		if whole := mailAddress.FindAllString(text, -1); !slices.Equal(found, whole) {
			t.Fatalf("%q: mail addresses %q, in the whole %q", text, found, whole)
		}
		mails += len(found)
		found = nil
		telephoneNumbers(text, func(n string) { found = append(found, n) })
		for _, m := range telephone.FindAllStringSubmatch(text, -1) {
			if len(digitsOf(m[1])) >= fewestDigits && !strings.Contains(strings.Join(found, "|"), m[1]) {
				t.Fatalf("%q: telephone numbers %q, without %q", text, found, m[1])
			}
		}
		numbers += len(found)
		dialled := strings.Join(telephoneLinks(text), "|")
		for _, m := range telephoneLink.FindAllStringSubmatch(text, -1) {
			if !strings.Contains(dialled, m[1]) {
				t.Fatalf("%q: links dial %q, without %q", text, dialled, m[1])
			}
			links++
		}
	}
	if mails < 1000 || numbers < 1000 || links < 200 {
		t.Errorf("only %d mail addresses, %d numbers and %d links were looked at", mails, numbers, links)
	}
}

// Keys begin where a word does, and are looked for only where that is so.
func TestTokensBeginWords(t *testing.T) {
	for text, want := range map[string]bool{
		"a desk-lamp":                                                        false,
		"sk-abcdefghijklmnopqrstuv":                                          true,
		"(sk-abcdefghijklmnopqrstuv":                                         true,
		"task-one, then sk-abcdefghijklmnopqrstuv":                           true,
		"https://road.example/ and ftp://ann:secret@host.example":            true,
		"https://road.example:8080/a@b":                                      false,
		"AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIbPxRfiCYEXAMPLEKEYabcdefgh1":     true,
		"aws_secret_access_key = \"wJalrXUtnFEMIbPxRfiCYEXAMPLEKEYabcdefgh1": true,
		"dop_v1_0123456789abcdef0123456789abcdef01234567":                    true,
		"ghp_0123456789abcdefghijABCDEFGHIJ012345":                           true,
		"xghp_0123456789abcdefghijABCDEFGHIJ012345":                          false,
		"eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJSMeKKF":                   true,
	} {
		c := newCheck(newSearch(Secrets{}))
		c.file, c.seen = "index.html", map[seen]bool{}
		c.shapes(text, prose)
		if got := slices.ContainsFunc(c.found, func(f Finding) bool { return f.Kind == Token }); got != want {
			t.Errorf("%q: a token %t, want %t", text, got, want)
		}
	}
}
