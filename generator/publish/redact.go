package publish

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// What is printed, returned as an error or written to a log goes through Redact, or a
// Redactor, which knows the secrets of the environment besides. Neither is where
// secrets are kept from being printed in the first place; they are there for what
// servers and programs say.

// hidden stands for a secret.
const hidden = "…"

var (
	// userInfo is what stands before the @ of an address of the web. Names of users of
	// ssh are no secrets.
	userInfo = regexp.MustCompile(`(?i)\b(https?|ftps?|s3|webdavs?)://[^/\s@'"<>]+@`)

	// password is that of any other address.
	password = regexp.MustCompile(`\b([a-zA-Z][a-zA-Z0-9+.-]*://[^/\s:@'"<>]*):[^/\s@'"<>]+@`)

	// tokens have a shape of their own: GitHub, GitLab, AWS.
	tokens = regexp.MustCompile(`\b(gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{20,}|gl(pat|dt|cbt|rt)-[A-Za-z0-9_-]{16,}|(AKIA|ASIA)[A-Z0-9]{16})\b`)

	// headers and parameters carry secrets.
	headers    = regexp.MustCompile(`(?i)(authorization:\s*\w+\s+|x-amz-security-token[:=]\s*|private-token:\s*)[^\s'"]+`)
	parameters = regexp.MustCompile(`(?i)([?&;](?:x-amz-signature|x-amz-credential|x-amz-security-token|signature|access_token|token|password|key)=)[^&\s'"]+`)
)

// Redact takes out of a text what looks like a secret.
func Redact(text string) string {
	text = userInfo.ReplaceAllString(text, "$1://")
	text = password.ReplaceAllString(text, "$1:"+hidden+"@")
	text = tokens.ReplaceAllString(text, hidden)
	text = headers.ReplaceAllString(text, "${1}"+hidden)
	return parameters.ReplaceAllString(text, "${1}"+hidden)
}

// Redactor takes out of texts the secrets that it was told, and what looks like one.
type Redactor struct{ secrets []string }

// secretNames are parts of names of variables whose values are secrets.
var secretNames = []string{"TOKEN", "SECRET", "PASSWORD", "PASSPHRASE", "PASSWD", "APIKEY", "API_KEY", "ACCESS_KEY", "PRIVATE_KEY", "CREDENTIAL", "_AUTH", "COOKIE"}

// shortestSecret keeps values such as "true" in texts.
const shortestSecret = 6

// NewRedactor knows the secrets of an environment by the names of their variables.
func NewRedactor(environ []string) *Redactor {
	r := &Redactor{}
	for _, e := range environ {
		name, value, _ := strings.Cut(e, "=")
		name = strings.ToUpper(name)
		if slices.ContainsFunc(secretNames, func(part string) bool { return strings.Contains(name, part) }) {
			r.Add(value)
		}
	}
	return r
}

// Add tells of a secret.
func (r *Redactor) Add(secret string) {
	for line := range strings.Lines(secret) {
		if line = strings.TrimSpace(line); len(line) >= shortestSecret {
			r.secrets = append(r.secrets, line)
		}
	}
	// The longest first, should one be part of another.
	slices.SortFunc(r.secrets, func(a, b string) int { return len(b) - len(a) })
}

// Text gives a text without secrets.
func (r *Redactor) Text(text string) string {
	for _, secret := range r.secrets {
		text = strings.ReplaceAll(text, secret, hidden)
	}
	return Redact(text)
}

// Writer gives a writer that takes secrets out of each line. What has no line end
// yet, such as a question, is held back until Flush.
func (r *Redactor) Writer(to io.Writer) *RedactingWriter { return &RedactingWriter{r: r, to: to} }

// RedactingWriter takes secrets out of what is written.
type RedactingWriter struct {
	r    *Redactor
	to   io.Writer
	mu   sync.Mutex
	held []byte
}

func (w *RedactingWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.held = append(w.held, p...)
	end := bytes.LastIndexAny(w.held, "\n\r") + 1
	if end == 0 {
		return len(p), nil
	}
	ready := string(w.held[:end])
	w.held = bytes.Clone(w.held[end:])
	_, err := io.WriteString(w.to, w.r.Text(ready))
	return len(p), err
}

// Flush writes what has no line end.
func (w *RedactingWriter) Flush() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	_, err := io.WriteString(w.to, w.r.Text(string(w.held)))
	w.held = nil
	return err
}
