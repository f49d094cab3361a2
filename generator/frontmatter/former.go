package frontmatter

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"journal/generator/diag"
)

// aliases reads other names and former addresses.
func (r *reader) aliases(base string) []Text {
	var good []Text
	for _, t := range r.texts("aliases") {
		if inside, ok := belowBase(t.S, base); ok {
			t.S = inside
		}
		_, isAddress, why := FormerFile(t.S)
		if why != "" {
			code := codeAddress
			if isAddress {
				code = codeUnservable
			}
			r.report(code, t, "write a path of this site, such as /2025/old-name/", "alias %s %s", diag.Quote(t.S), why)
			continue
		}
		good = append(good, t)
	}
	return good
}

// belowBase gives the path below the site's root of a whole address of this site.
func belowBase(alias, base string) (string, bool) {
	u, err := url.Parse(alias)
	site, failed := url.Parse(base)
	if err != nil || failed != nil || base == "" || u.Host == "" || !strings.EqualFold(u.Host, site.Host) || u.RawQuery != "" {
		return "", false
	}
	inside, ok := strings.CutPrefix(u.EscapedPath(), strings.TrimSuffix(site.EscapedPath(), "/")+"/")
	return "/" + inside, ok
}

// FormerFile gives the file that has to be there so that a former address answers:
// "2019/old-post/index.html" for /2019/old-post/ and for /2019/old-post, and
// "old.html" for /old.html. An alias that is no address, but another name for links
// to find the entry by, has none. why says why it cannot be an address: one that no
// server of plain files answers at, or, where isAddress is false, one that leads off
// the site.
//
// An address begins with a slash, ends in .html, or has a slash at its end or two
// within.
func FormerFile(alias string) (file string, isAddress bool, why string) {
	if why := whyNoAddress(alias); why != "" {
		return "", false, why
	}
	s := strings.TrimSpace(alias)
	if !looksLikeAddress(s) {
		return "", false, ""
	}
	if strings.ContainsAny(s, "?#") {
		return "", true, "has a ? or a #, which the server of a plain site does not see"
	}
	decoded, err := url.PathUnescape(s)
	if err != nil || !utf8.ValidString(decoded) {
		return "", true, "has a % that stands for nothing"
	}
	if why := whyNoAddress(decoded); why != "" {
		return "", false, why
	}
	var parts []string
	for part := range strings.SplitSeq(norm.NFC.String(decoded), "/") {
		if part == "" || part == "." {
			continue
		}
		if why := whyNoName(part); why != "" {
			return "", true, why
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 || len(parts) == 1 && isPage(parts[0]) && strings.HasPrefix(parts[0], "index.") {
		return "", true, "is the site's first page"
	}
	file = strings.Join(parts, "/")
	if isPage(file) && !strings.HasSuffix(decoded, "/") {
		return file, true, ""
	}
	return file + "/index.html", true, ""
}

func looksLikeAddress(s string) bool {
	return strings.HasPrefix(s, "/") || !strings.Contains(s, " ") && (isPage(s) || strings.Contains(s, "/") && (strings.HasSuffix(s, "/") || strings.Count(s, "/") > 1))
}

// isPage reports whether a server shows the file as a page.
func isPage(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".html" || ext == ".htm"
}

// longestName leaves room for endings below the 255 bytes of common file systems.
const longestName = 200

// whyNoName says why a file or folder cannot be called so everywhere, or "".
func whyNoName(part string) string {
	stem, _, _ := strings.Cut(strings.ToLower(part), ".")
	switch {
	case strings.HasPrefix(part, "."):
		return "has a name with a leading dot, which servers do not show"
	case strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || strings.HasPrefix(part, " "):
		return "has a name that ends in a dot or a blank, which some systems drop"
	case strings.ContainsAny(part, `<>:"|*`):
		return "has a character that some systems do not allow in names"
	case len(part) > longestName:
		return fmt.Sprintf("has a name of more than %d bytes", longestName)
	case slices.Contains([]string{"con", "prn", "aux", "nul"}, stem), len(stem) == 4 && (strings.HasPrefix(stem, "com") || strings.HasPrefix(stem, "lpt")) && stem[3] >= '0' && stem[3] <= '9':
		return "has a name that Windows keeps for a device"
	}
	return ""
}

// whyNoAddress says why a path could lead off the site, or "".
func whyNoAddress(s string) string {
	first, _, _ := strings.Cut(s, "/")
	scheme, after, colon := strings.Cut(first, ":")
	switch {
	case strings.HasPrefix(s, "//"), colon && scheme != "" && !strings.HasPrefix(after, " ") && !strings.Contains(scheme, " "):
		return "is an address of another site"
	case slices.Contains(strings.Split(s, "/"), ".."):
		return "leads out of the site with .."
	case strings.Contains(s, `\`):
		return "has a backslash"
	case strings.IndexFunc(s, unicode.IsControl) >= 0:
		return "holds a control character"
	}
	return ""
}
