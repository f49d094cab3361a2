package preview

import (
	"bytes"
	"html"
	"strings"
)

// closedPolicy goes with everything that is not a page. usualPolicy is for pages
// that have none of their own.
const (
	closedPolicy = "default-src 'none'; frame-ancestors 'none'"
	usualPolicy  = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)

// openPolicy is what a page of the preview may do: what the site's own policy
// allows, and run the one script with this hash, which may ask this server. No
// page of another origin may put it into a frame.
func openPolicy(own, hash string) string {
	if own == "" {
		own = usualPolicy
	}
	own = allow(own, "script-src", "'"+hash+"'")
	own = allow(own, "connect-src", "'self'")
	return allow(own, "frame-ancestors", "'none'")
}

// allow adds a source to a directive of a policy. Browsers read the first
// directive of a name and no other.
func allow(policy, directive, source string) string {
	parts := strings.Split(policy, ";")
	for i, part := range parts {
		sources := strings.Fields(part)
		if len(sources) == 0 || !strings.EqualFold(sources[0], directive) {
			continue
		}
		if len(sources) == 2 && sources[1] == "'none'" {
			sources = sources[:1]
		}
		parts[i] = " " + strings.Join(append(sources, source), " ")
		return strings.TrimSpace(strings.Join(parts, ";"))
	}
	return strings.TrimRight(policy, "; ") + "; " + directive + " " + source
}

const policyTag = `<meta http-equiv="Content-Security-Policy" content="`

// takePolicy takes the policy out of a page's head.
func takePolicy(page []byte) (rest []byte, policy string) {
	before, after, found := bytes.Cut(page, []byte(policyTag))
	content, after, closed := bytes.Cut(after, []byte(`">`))
	if !found || !closed {
		return page, ""
	}
	return append(bytes.Clone(before), after...), html.UnescapeString(string(content))
}
