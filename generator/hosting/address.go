package hosting

import (
	"net/netip"
	"net/url"
	"strings"
)

// Doubt says why a feed and canonical addresses below that base would be wrong for
// whoever reads the published site, or "". It follows "base_url".
//
// Addresses of examples are those of RFC 2606 at the second level, and words that
// instructions put where a name belongs.
func Doubt(base string) string {
	if base == "" {
		return "is missing"
	}
	u, err := url.Parse(base)
	if err != nil {
		return "is no web address"
	}
	host := hostOf(base)
	switch {
	case host == "":
		return "is no web address"
	case isLocal(host):
		return "leads to a machine that strangers cannot reach"
	case isPlaceholder(host):
		return "is still that of an example"
	case u.Scheme != "https":
		return "begins with http: and not with https:"
	}
	return ""
}

// isLocal knows names and numbers that mean something on one machine or in one
// house only (RFC 6761, 6762, 8375, 9476, 1918).
func isLocal(host string) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsLoopback() || ip.IsPrivate() || ip.IsUnspecified() || ip.IsLinkLocalUnicast()
	}
	if !strings.Contains(host, ".") {
		return true
	}
	for _, end := range []string{".localhost", ".local", ".localdomain", ".home.arpa", ".internal", ".lan", ".test", ".invalid"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return false
}

func isPlaceholder(host string) bool {
	for _, example := range []string{"example.com", "example.org", "example.net"} {
		if host == example || strings.HasSuffix(host, "."+example) {
			return true
		}
	}
	first, _, _ := strings.Cut(host, ".")
	for _, word := range []string{"user", "username", "your", "yourname", "yourdomain", "yoursite", "your-name", "your-user", "your-username", "your-domain", "your-site", "changeme", "change-me", "owner", "mydomain"} {
		if first == word {
			return true
		}
	}
	return false
}
