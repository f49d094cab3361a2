package audit

import (
	"regexp"
	"strings"
)

// Shapes are known by how they look, whatever the journal says.

var mailAddress = regexp.MustCompile(`[\pL\pN.!#$%&'*+/=?^_{|}~-]+@[\pL\pN](?:[\pL\pN-]*[\pL\pN])?(?:\.[\pL\pN](?:[\pL\pN-]*[\pL\pN])?)*\.\pL{2,}`)

// token is how keys look that let somebody into an account. Each has a beginning that
// is quick to look for.
type token struct {
	begins string
	shape  *regexp.Regexp
}

var tokens = []token{
	{"AKIA", regexp.MustCompile(`\bAKIA[0-9A-Z]{16}\b`)},
	{"ASIA", regexp.MustCompile(`\bASIA[0-9A-Z]{16}\b`)},
	{"aws_secret", regexp.MustCompile(`(?i)aws_secret(?:_access)?_key["'\s:=]+[A-Za-z0-9/+=]{40}`)},
	{"gh", regexp.MustCompile(`\bgh[pousr]_[A-Za-z0-9]{36,}`)},
	{"github_pat_", regexp.MustCompile(`\bgithub_pat_[A-Za-z0-9_]{40,}`)},
	{"glpat-", regexp.MustCompile(`\bglpat-[A-Za-z0-9_-]{20,}`)},
	{"xox", regexp.MustCompile(`\bxox[abeoprs]-[A-Za-z0-9-]{10,}`)},
	{"xapp-", regexp.MustCompile(`\bxapp-[0-9]-[A-Za-z0-9-]{10,}`)},
	{"hooks.slack.com", regexp.MustCompile(`hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/]{20,}`)},
	{"PRIVATE KEY", regexp.MustCompile(`-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----`)},
	{"AGE-SECRET-KEY-", regexp.MustCompile(`\bAGE-SECRET-KEY-1[0-9A-Z]{20,}`)},
	{"PuTTY-User-Key-File", regexp.MustCompile(`PuTTY-User-Key-File-[0-9]`)},
	{"AIza", regexp.MustCompile(`\bAIza[0-9A-Za-z_-]{35}`)},
	{"ya29.", regexp.MustCompile(`\bya29\.[0-9A-Za-z_-]{20,}`)},
	{"_live_", regexp.MustCompile(`\b[rsp]k_live_[0-9A-Za-z]{16,}`)},
	{"sk-", regexp.MustCompile(`\bsk-(?:[a-z]+-)*[A-Za-z0-9_]{20,}`)},
	{"npm_", regexp.MustCompile(`\bnpm_[A-Za-z0-9]{36}`)},
	{"pypi-", regexp.MustCompile(`\bpypi-[A-Za-z0-9_-]{40,}`)},
	{"SG.", regexp.MustCompile(`\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`)},
	{"do", regexp.MustCompile(`\bdo[opr]_v1_[a-f0-9]{40,}`)},
	{"nfp_", regexp.MustCompile(`\bnfp_[A-Za-z0-9]{36,}`)},
	{"eyJ", regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`)},
	{"hf_", regexp.MustCompile(`\bhf_[A-Za-z0-9]{34}`)},
	{"AccountKey=", regexp.MustCompile(`AccountKey=[A-Za-z0-9+/=]{40,}`)},
	{"://", regexp.MustCompile(`\b[a-z][a-z0-9+.-]*://[^\s/:@"'<>]+:[^\s/:@"'<>]{3,}@[\w.-]+`)},
}

// ofPeople are folders that lie in somebody's home.
var homeFolder = regexp.MustCompile(`(?im)(?:^|[^\w.~%-])((?:/home/[a-z_][\w.-]*|/Users/[a-z_][\w.-]*|/root|[a-z]:[\\/]+Users[\\/]+[\w.-]+)(?:[\\/]|$|["'\s<,;:)])|file:///?[a-z])`)

var homeBegins = []string{"/home/", "/Users/", "/users/", "/HOME/", "/root", `\Users\`, `\users\`, `\\Users`, ":/Users", "file:/"}

// local are traces of the preview.
var local = regexp.MustCompile(`(?i)\blivereload\b|\blocalhost\b(?::\d+)?|\b127\.0\.0\.1\b(?::\d+)?|\[::1\](?::\d+)?|\b0\.0\.0\.0\b(?::\d+)?|_journal/`)

var localBegins = []string{"ivereload", "iveReload", "ocalhost", "LOCALHOST", "127.0.0.1", "[::1]", "0.0.0.0", "_journal/"}

var sourceMap = regexp.MustCompile(`[#@]\s*sourceMappingURL\s*=`)

// Telephone numbers: international; in the North American way; with a zero before and
// blanks or strokes between, as in most of the world.
var telephone = regexp.MustCompile(`(?:^|[^\w.+-])(\+\d[\d ().\x{a0}/-]{6,18}\d|\(?\d{3}\)?[ .-]\d{3}[.-]\d{4}|0\d{1,4}[ /-]\d{3,4}[ -]?\d{3,5})(?:$|[^\w-])`)

var telephoneLink = regexp.MustCompile(`(?i)\b(?:tel|sms|callto):(\+?[\d().%-]{5,24})`)

// fewestDigits is how many a telephone number has.
const fewestDigits = 8

// shapes finds what is known by how it looks in all texts of one sort of a file, a
// line each.
func (c *check) shapes(text string, in sort) {
	if strings.IndexByte(text, '@') >= 0 {
		for _, m := range mailAddress.FindAllString(text, -1) {
			if m = strings.Trim(strings.ToLower(m), ".'"); !c.f.mails[m] && !isFileName(m) {
				c.report(Mail, m, in)
			}
		}
	}
	for i := range tokens {
		if strings.Contains(text, tokens[i].begins) {
			for _, m := range tokens[i].shape.FindAllString(text, -1) {
				c.report(Token, m, in)
			}
		}
	}
	for _, key := range c.f.keys {
		if key.Text != "" && strings.Contains(text, key.Text) {
			c.reportAt(key.Kind, key.Text, key.Where, in, false)
		}
	}
	for _, folder := range c.f.folders {
		if hasFolder(text, folder) {
			c.report(Home, folder, in)
		}
	}
	c.places(text, in)
	c.telephones(text, in)
}

// places finds home folders, traces of the preview and source maps.
func (c *check) places(text string, in sort) {
	if containsAny(text, homeBegins) {
		for _, m := range homeFolder.FindAllStringSubmatch(text, -1) {
			if at := strings.TrimSpace(m[1]); at != "/home/index.html" { // which is a page
				c.reportMild(Home, at, in, c.written(at))
			}
		}
	}
	if containsAny(text, localBegins) {
		for _, m := range local.FindAllString(text, -1) {
			if !c.written(m) {
				c.report(Preview, m, in)
			}
		}
	}
	if strings.Contains(text, "sourceMappingURL") && sourceMap.MatchString(text) {
		c.reportMild(SourceMap, "sourceMappingURL", in, c.f.copied[c.file])
	}
}

func (c *check) telephones(text string, in sort) {
	switch in {
	case prose:
		c.telephonesIn(text, in, "")
	case address:
		for _, m := range telephoneLink.FindAllStringSubmatch(text, -1) {
			c.telephone(m[1], in)
		}
		c.telephonesIn(text, in, "+") // whatever parts it
		c.telephonesIn(strings.ReplaceAll(text, "/", "\n"), in, "")
	}
}

// telephonesIn finds numbers that begin in a way. The parts of a path are apart: the
// day and the count of "2026/03/100-2000" are no number together.
func (c *check) telephonesIn(text string, in sort, begins string) {
	if begins != "" && !strings.Contains(text, begins) {
		return
	}
	for _, m := range telephone.FindAllStringSubmatch(text, -1) {
		if digits := digitsOf(m[1]); strings.HasPrefix(m[1], begins) && len(digits) >= fewestDigits && len(digits) <= 15 {
			c.telephone(m[1], in)
		}
	}
}

func (c *check) telephone(written string, in sort) {
	if !strings.Contains(c.f.numbers, digitsOf(written)) {
		c.report(Telephone, written, in)
	}
}

// written reports whether a public text says something, so that it is meant.
func (c *check) written(what string) bool {
	return strings.Contains(c.f.public, strings.ToLower(strings.Trim(what, " \t\r\n\"'<")))
}

// isFileName reports what only looks like a mail address: "photo@2x.png".
func isFileName(m string) bool {
	for _, ending := range []string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".css", ".js"} {
		if strings.HasSuffix(m, ending) {
			return true
		}
	}
	return false
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// hasFolder reports whether a text has a folder of this machine, as a path from the
// root.
func hasFolder(text, folder string) bool {
	if strings.Count(strings.Trim(folder, "/"), "/") == 0 {
		return false // "/root", "/srv": the shapes of home folders will do
	}
	for from := 0; ; {
		at := strings.Index(text[from:], folder)
		if at < 0 {
			return false
		}
		at += from
		end := at + len(folder)
		if (at == 0 || !isASCIIWord(text[at-1]) && text[at-1] != '.') && (end == len(text) || !isASCIIWord(text[end]) && text[end] != '-') {
			return true
		}
		from = end
	}
}
