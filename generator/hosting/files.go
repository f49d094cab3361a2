package hosting

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
)

// domain is the author's own domain, or "" where the site lives on the host's.
func (p Preset) domain(base string) string {
	host := hostOf(base)
	if host == "" || Doubt(base) != "" {
		return ""
	}
	for _, own := range p.the().ownDomains {
		if host == own || strings.HasSuffix(host, "."+own) {
			return ""
		}
	}
	return host
}

// hostOf is the name in a web address, in lower case and without a port.
func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
}

// policy is the content security policy that goes with every file. Each page states
// a narrower one of its own, and both hold; this one covers what has no page around
// it, such as an SVG that is opened by itself, and keeps other sites from framing any.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// mostLasting keeps _headers below the hundred rules that Cloudflare reads.
const mostLasting = 90

// headers is a _headers file: a path, and below it, indented, what goes with it.
func headers(p Preset, s Site) string {
	var b strings.Builder
	b.WriteString("/*\n")
	for _, line := range []string{
		"Content-Security-Policy: " + policy,
		"Referrer-Policy: no-referrer",
		"X-Content-Type-Options: nosniff",
		"X-Frame-Options: DENY",
		"Permissions-Policy: camera=(), geolocation=(), microphone=()",
	} {
		b.WriteString("  " + line + "\n")
	}
	if s.NoIndex {
		b.WriteString("  X-Robots-Tag: noindex\n")
	}
	if p.Name() == "cloudflare" {
		// Pages allows every other site to read the files unless told not to.
		b.WriteString("  ! Access-Control-Allow-Origin\n")
	}
	for i, file := range slices.Sorted(slices.Values(s.Lasting)) {
		if i == mostLasting {
			break
		}
		b.WriteString("\n/" + (&url.URL{Path: file}).EscapedPath() + "\n")
		if p.Name() == "cloudflare" {
			b.WriteString("  ! Cache-Control\n")
		}
		b.WriteString("  Cache-Control: public, max-age=31536000, immutable\n")
	}
	return b.String()
}

// redirects is a _redirects file: from, to and the status, a rule a line.
func redirects(p Preset, s Site) string {
	prefix := p.prefix(s.BaseURL)
	var b strings.Builder
	for _, r := range s.Rules {
		for _, line := range rule(prefix, r) {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// rule gives the lines for one former address. A folder is asked for with and
// without its slash, and hosts differ in whether they see a difference.
func rule(prefix string, r Rule) []string {
	to := prefix + (&url.URL{Path: r.To}).EscapedPath()
	folder, isFolder := strings.CutSuffix(r.From, "index.html")
	if !isFolder {
		return []string{fmt.Sprintf("%s %s 301", prefix+r.From, to)}
	}
	return []string{
		fmt.Sprintf("%s %s 301", prefix+folder, to),
		fmt.Sprintf("%s %s 301", prefix+strings.TrimSuffix(folder, "/"), to),
	}
}

// prefix is what rules begin with: the path of a project, where the host's own
// domain has many of them.
func (p Preset) prefix(base string) string {
	if !p.the().needsPrefix || p.domain(base) != "" {
		return "/"
	}
	return pathOf(base)
}

// pathOf is the path of a site's address, with a slash at both ends.
func pathOf(base string) string {
	u, err := url.Parse(base)
	if err != nil || u.Path == "" {
		return "/"
	}
	return strings.TrimSuffix(u.EscapedPath(), "/") + "/"
}

// Divide parts the addresses that lead on into those that the host's rules can take
// and those that need a page. Rules stand for addresses below the top of a domain
// and of plain characters only, and for as many as the host reads.
func (p Preset) Divide(base string, all []Rule) (rules, pages []Rule) {
	f := p.the()
	prefix := p.prefix(base)
	lines, size := 0, 0
	for _, r := range all {
		text := rule(prefix, r)
		length := 0
		fits := f.mostRules > 0 && p.ruled(base) && isPlain(r.From) && lines+len(text) <= f.mostRules
		for _, line := range text {
			length += len(line) + 1
			fits = fits && (f.ruleLength == 0 || len(line) <= f.ruleLength)
		}
		if !fits || f.rulesSize > 0 && size+length > f.rulesSize {
			pages = append(pages, r)
			continue
		}
		lines, size = lines+len(text), size+length
		rules = append(rules, r)
	}
	return rules, pages
}

// ruled reports whether it is known at which path of its host the site stands. A
// site that says nothing of where it lives is taken to stand at the top of a domain
// of its own, but for hosts that give each project a folder.
func (p Preset) ruled(base string) bool {
	if p.the().needsPrefix {
		return hostOf(base) != "" && (p.domain(base) == "" || pathOf(base) == "/")
	}
	return pathOf(base) == "/"
}

// isPlain reports whether all hosts read a path in a rule alike.
func isPlain(file string) bool {
	return !strings.ContainsFunc(file, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/-._~", r))
	})
}

// gitlabPages makes a branch of finished files a site: GitLab shows what a job
// leaves in public/. Names with a leading dot stay behind.
const gitlabPages = `# Written by journal publish: shows this branch as it is.
pages:
  image: busybox:1.37
  stage: deploy
  variables:
    GIT_DEPTH: "1"
  script:
    - mkdir .public
    - cp -r -- * .public
    - rm -rf public
    - mv .public public
  artifacts:
    paths:
      - public
  rules:
    - if: $CI_COMMIT_BRANCH
`

// stem is what hosts that hide endings take a path for.
func stem(file string) string {
	for _, end := range []string{"/index.html", "/index.htm", ".html", ".htm"} {
		if s, ok := strings.CutSuffix(file, end); ok {
			return s
		}
	}
	return file
}

// folders are all folders above a file.
func folders(file string) []string {
	var all []string
	for d := path.Dir(file); d != "."; d = path.Dir(d) {
		all = append(all, d)
	}
	return all
}
