package audit

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Shapes are known by how they look, whatever the journal says.

var mailAddress = regexp.MustCompile(`[\pL\pN.!#$%&'*+/=?^_{|}~-]+@[\pL\pN](?:[\pL\pN-]*[\pL\pN])?(?:\.[\pL\pN](?:[\pL\pN-]*[\pL\pN])?)*\.\pL{2,}`)

// mailAddresses calls f for each mail address in a text. None reaches beyond a sign that
// no address has, so that only what stands around an @ has to be compared with the shape.
func mailAddresses(text string, f func(address string)) {
	for from := 0; ; {
		at := strings.IndexByte(text[from:], '@')
		if at < 0 {
			return
		}
		start, end := from+at, from+at
		for start > from && !endsAddress(text[start-1]) {
			start--
		}
		for end < len(text) && !endsAddress(text[end]) {
			end++
		}
		for _, m := range mailAddress.FindAllString(text[start:end], -1) {
			f(m)
		}
		from = end
	}
}

func endsAddress(b byte) bool {
	return b <= ' ' || b == 0x7f || strings.IndexByte("\"(),:;<>[\\]`", b) >= 0
}

// token is how keys look that let somebody into an account. Each has a beginning that
// is quick to look for, which stands at the beginning of a word if atWord.
type token struct {
	begins string
	atWord bool
	shape  *regexp.Regexp
}

// mayBeIn reports whether a text has what the token begins with.
func (k token) mayBeIn(text string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], k.begins)
		if at < 0 {
			return false
		}
		at += from
		begins := !k.atWord || at == 0 || !isASCIIWord(text[at-1]) && text[at-1] != '_'
		if begins && (k.begins != "://" || hasPassword(text[at+len(k.begins):])) {
			return true
		}
		from = at + 1
	}
}

var tokens = []token{
	{"AKIA", true, regexp.MustCompile(`\bAKIA[0-9A-Z]{16}\b`)},
	{"ASIA", true, regexp.MustCompile(`\bASIA[0-9A-Z]{16}\b`)},
	{"aws_secret", false, regexp.MustCompile(`aws_secret(?:_access)?_key["'\s:=]+[A-Za-z0-9/+=]{40}`)},
	{"AWS_SECRET", false, regexp.MustCompile(`AWS_SECRET(?:_ACCESS)?_KEY["'\s:=]+[A-Za-z0-9/+=]{40}`)},
	{"SecretAccessKey", false, regexp.MustCompile(`SecretAccessKey["'\s:=]+[A-Za-z0-9/+=]{40}`)},
	{"ghp_", true, regexp.MustCompile(`\bghp_[A-Za-z0-9]{36,}`)},
	{"gho_", true, regexp.MustCompile(`\bgho_[A-Za-z0-9]{36,}`)},
	{"ghu_", true, regexp.MustCompile(`\bghu_[A-Za-z0-9]{36,}`)},
	{"ghs_", true, regexp.MustCompile(`\bghs_[A-Za-z0-9]{36,}`)},
	{"ghr_", true, regexp.MustCompile(`\bghr_[A-Za-z0-9]{36,}`)},
	{"github_pat_", true, regexp.MustCompile(`\bgithub_pat_[A-Za-z0-9_]{40,}`)},
	{"glpat-", true, regexp.MustCompile(`\bglpat-[A-Za-z0-9_-]{20,}`)},
	{"xox", true, regexp.MustCompile(`\bxox[abeoprs]-[A-Za-z0-9-]{10,}`)},
	{"xapp-", true, regexp.MustCompile(`\bxapp-[0-9]-[A-Za-z0-9-]{10,}`)},
	{"hooks.slack.com", false, regexp.MustCompile(`hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/]{20,}`)},
	{"PRIVATE KEY", false, regexp.MustCompile(`-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----`)},
	{"AGE-SECRET-KEY-", true, regexp.MustCompile(`\bAGE-SECRET-KEY-1[0-9A-Z]{20,}`)},
	{"PuTTY-User-Key-File", false, regexp.MustCompile(`PuTTY-User-Key-File-[0-9]`)},
	{"AIza", true, regexp.MustCompile(`\bAIza[0-9A-Za-z_-]{35}`)},
	{"ya29.", false, regexp.MustCompile(`\bya29\.[0-9A-Za-z_-]{20,}`)},
	{"_live_", false, regexp.MustCompile(`\b[rsp]k_live_[0-9A-Za-z]{16,}`)},
	{"sk-", true, regexp.MustCompile(`\bsk-(?:[a-z]+-)*[A-Za-z0-9_]{20,}`)},
	{"npm_", true, regexp.MustCompile(`\bnpm_[A-Za-z0-9]{36}`)},
	{"pypi-", true, regexp.MustCompile(`\bpypi-[A-Za-z0-9_-]{40,}`)},
	{"SG.", false, regexp.MustCompile(`\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`)},
	{"doo_v1_", true, regexp.MustCompile(`\bdoo_v1_[a-f0-9]{40,}`)},
	{"dop_v1_", true, regexp.MustCompile(`\bdop_v1_[a-f0-9]{40,}`)},
	{"dor_v1_", true, regexp.MustCompile(`\bdor_v1_[a-f0-9]{40,}`)},
	{"nfp_", true, regexp.MustCompile(`\bnfp_[A-Za-z0-9]{36,}`)},
	{"eyJ", true, regexp.MustCompile(`\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`)},
	{"hf_", true, regexp.MustCompile(`\bhf_[A-Za-z0-9]{34}`)},
	{"AccountKey=", false, regexp.MustCompile(`AccountKey=[A-Za-z0-9+/=]{40,}`)},
	{"://", false, regexp.MustCompile(`\b[a-z][a-z0-9+.-]*://[^\s/:@"'<>]+:[^\s/:@"'<>]{3,}@[\w.-]+`)},
}

// hasPassword reports whether what follows the :// of an address has a colon and then
// an @, with nothing between that ends a name or a password.
func hasPassword(rest string) bool {
	const ends = " \t\n\v\f\r/:@\"'<>"
	name := strings.IndexAny(rest, ends)
	if name <= 0 || rest[name] != ':' {
		return false
	}
	rest = rest[name+1:]
	password := strings.IndexAny(rest, ends)
	return password > 0 && rest[password] == '@'
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

// telephoneLinks are the numbers that addresses dial.
func telephoneLinks(text string) []string {
	var numbers []string
	for at := 0; ; {
		colon := strings.IndexByte(text[at:], ':')
		if colon < 0 {
			return numbers
		}
		end := at + colon
		for _, scheme := range [...]string{"tel", "sms", "callto"} {
			if end >= len(scheme) && strings.EqualFold(text[end-len(scheme):end], scheme) {
				from := max(0, end-len(scheme)-1)
				if m := telephoneLink.FindStringSubmatch(text[from:min(len(text), end+32)]); m != nil {
					numbers = append(numbers, m[1])
				}
			}
		}
		at = end + 1
	}
}

// fewestDigits is how many a telephone number has.
const fewestDigits = 8

// telephoneNumbers calls f for what looks like a telephone number in a text. It looks at
// runs of the signs that numbers have, with the sign before and the one after, and there
// at those that have a + or enough digits together. A date has not.
func telephoneNumbers(text string, f func(number string)) {
	for at := 0; at < len(text); {
		if !dials(text, at) {
			at++
			continue
		}
		from, digits, together, groups, longest, plus := at, 0, 0, 0, 0, false
		for at < len(text) && dials(text, at) {
			if text[at] >= '0' && text[at] <= '9' {
				digits++
				together++
				longest = max(longest, together)
				if together == 3 {
					groups++
				}
			} else {
				together = 0
				plus = plus || text[at] == '+'
			}
			at++
		}
		if digits < fewestDigits || !plus && groups < 2 && longest < 6 {
			continue
		}
		if from > 0 {
			_, size := utf8.DecodeLastRuneInString(text[:from])
			from -= size
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		for _, m := range telephone.FindAllStringSubmatch(text[from:at+size], -1) {
			f(m[1])
		}
	}
}

// dials reports signs that stand in telephone numbers; the no-break space takes two bytes.
func dials(text string, at int) bool {
	switch b := text[at]; b {
	case ' ', '(', ')', '.', '/', '-', '+':
		return true
	case 0xc2:
		return at+1 < len(text) && text[at+1] == 0xa0
	case 0xa0:
		return at > 0 && text[at-1] == 0xc2
	default:
		return b >= '0' && b <= '9'
	}
}

// shapes finds what is known by how it looks in all texts of one sort of a file, a
// line each.
func (c *check) shapes(text string, in sort) {
	if strings.IndexByte(text, '@') >= 0 {
		mailAddresses(text, func(m string) {
			if m = strings.Trim(strings.ToLower(m), ".'"); !c.f.mails[m] && !isFileName(m) {
				c.report(Mail, m, in)
			}
		})
	}
	for i := range tokens {
		if tokens[i].mayBeIn(text) {
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
		for _, number := range telephoneLinks(text) {
			c.telephone(number, in)
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
	telephoneNumbers(text, func(number string) {
		if digits := digitsOf(number); strings.HasPrefix(number, begins) && len(digits) >= fewestDigits && len(digits) <= 15 {
			c.telephone(number, in)
		}
	})
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
