package git

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"journal/generator/publish"
)

// way is how git gets to the remote.
type way struct {
	shown   string   // its address without secrets
	path    string   // where it is a folder of this machine
	host    string   // its server
	web     bool     // reached by https
	environ []string // for git: who may push, and the address
}

// signIn is what to do where one is not let in.
func (w way) signIn() string {
	switch {
	case w.web:
		return "sign in with your host's own tool (such as gh auth login), set up a credential helper of git, or give a token in the environment as JOURNAL_GIT_TOKEN"
	case w.host != "":
		return "see to it that ssh lets you in without asking: ssh " + w.host + "; a key with a passphrase has to be in the agent (ssh-add)"
	}
	return "see to it that you may write to that folder"
}

// wayTo works out the address and the environment. What the journal's own repository
// has set for reaching hosts counts here too: a workflow's checkout keeps its token
// there.
//
// Several places can say who one is, and a server is shown one of them alone. The
// first there is counts:
//
//  1. JOURNAL_GIT_TOKEN, which was given for this and nothing else
//  2. what the address has of a password, or the one that git puts in its place
//     (url.*.insteadOf)
//  3. git's own ways: headers that are set for the server, helpers, keys
//
// Headers that let somebody in (http.*.extraHeader) are left out for the first two:
// git would send them as well, and servers would read them.
func wayTo(ctx context.Context, t Target, environ []string) (way, error) {
	if err := checkBranch(t.Branch); err != nil {
		return way{}, err
	}
	c := chooser{ctx: ctx, t: t, environ: clean(environ)}
	address, err := c.address()
	if err != nil {
		return way{}, err
	}
	env := getter(environ)
	w := way{path: folderOf(address, t.Folder)}
	config := slices.Concat(fromEnvironment(env), c.imported(), settings)
	c.environ = append(c.environ, configured(config)...)
	token := env("JOURNAL_GIT_TOKEN")
	who := plain(address)
	w.shown = publish.Redact(who.address)
	to := who // where git ends up
	if w.path == "" {
		if at := plain(c.instead(who.address)); at.web || token == "" || !who.web {
			to = at
		}
	}
	w.web, w.host = to.web && w.path == "", to.host
	name := signature{orElse(to.username, who.username), orElse(to.password, who.password)}
	if token != "" {
		name = name.with(token)
	}
	address = who.address
	if w.path != "" {
		address, w.host = w.path, ""
	}
	environ = clean(environ)
	switch {
	case w.web && name.password != "":
		address = to.address
		environ = append(environ, "JOURNAL_GIT_USERNAME="+orElse(name.username, "x-access-token"), "JOURNAL_GIT_PASSWORD="+name.password)
		config = append(config, c.alone(address)...)
	case w.web && name.username != "":
		config = append(config, [2]string{"credential.username", name.username})
	}
	config = append(config, [2]string{"remote." + remoteName + ".url", address})
	w.environ = environ
	if env("GIT_SSH_COMMAND") == "" && env("GIT_SSH") == "" && !c.has("core.sshcommand") {
		w.environ = append(w.environ, "GIT_SSH_COMMAND=ssh -o BatchMode=yes -o ConnectTimeout=15")
	}
	w.environ = append(w.environ, configured(config)...)
	return w, nil
}

// signature is what says who one is.
type signature struct{ username, password string }

// with puts a token in the place of the password. A name that belonged to another
// password is forgotten with it.
func (s signature) with(token string) signature {
	if s.password != "" {
		return signature{password: token}
	}
	return signature{s.username, token}
}

// plainAddress is an address, and what it said of who one is.
type plainAddress struct {
	address string
	host    string // its server, "" for a folder
	web     bool   // http or https
	signature
}

func plain(address string) plainAddress {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		server, _, found := strings.Cut(address, ":")
		if !found {
			server = ""
		}
		return plainAddress{address: address, host: server}
	}
	p := plainAddress{address: address, host: u.Hostname(), web: u.Scheme == "https" || u.Scheme == "http"}
	if u.User == nil {
		return p
	}
	if !p.web { // a name of ssh belongs to the address, and ssh reads no password there
		u.User = url.User(u.User.Username())
		p.address = u.String()
		return p
	}
	p.username = u.User.Username()
	if password, ok := u.User.Password(); ok {
		p.password = password
	} else if looksSecret(p.username) {
		p.username, p.password = "", p.username
	}
	u.User = nil
	p.address = u.String()
	return p
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// instead is the address that git would go to: settings may put another in its place.
func (c chooser) instead(address string) string {
	if at, ok := c.git("ls-remote", "--get-url", address); ok && at != "" {
		return at
	}
	return address
}

// alone are settings by which git shows the server of an address one name and one
// password, those in its environment, and goes nowhere else.
func (c chooser) alone(address string) [][2]string {
	all := [][2]string{
		{"url." + address + ".insteadOf", address}, {"url." + address + ".pushInsteadOf", address},
		{"credential.helper", ""}, {"credential." + address + ".helper", ""},
		{"credential." + address + ".helper", `!f() { test "$1" = get && printf 'username=%s\npassword=%s\n' "$JOURNAL_GIT_USERNAME" "$JOURNAL_GIT_PASSWORD"; }; f`},
	}
	headers := c.headers(address)
	if len(headers) == 0 {
		return all
	}
	key := "http." + address + ".extraHeader"
	all = append(all, [2]string{key, ""})
	for _, header := range headers {
		if name, _, _ := strings.Cut(header, ":"); !strings.EqualFold(strings.TrimSpace(name), "authorization") {
			all = append(all, [2]string{key, header})
		}
	}
	return all
}

// headers are those that git would send to an address.
func (c chooser) headers(address string) (headers []string) {
	out, ok := c.git("config", "--null", "--get-regexp", `^http\.(.*\.)?extraheader$`)
	if !ok {
		return nil
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
		key, value, _ := strings.Cut(line, "\n")
		of := strings.TrimSuffix(strings.TrimPrefix(key, "http."), "extraheader")
		switch {
		case of != "" && !c.concerns(strings.TrimSuffix(of, "."), address):
		case value == "":
			headers = []string{}
		default:
			headers = append(headers, value)
		}
	}
	return headers
}

// concerns reports whether git would use the settings http.PATTERN.* for an address.
func (c chooser) concerns(pattern, address string) bool {
	c.environ = append(slices.Clip(c.environ), configured([][2]string{{"journal." + pattern + ".asks", "yes"}})...)
	answer, ok := c.git("config", "--get-urlmatch", "journal.asks", address)
	return ok && answer == "yes"
}

// getter looks up a variable; the last counts.
func getter(environ []string) func(string) string {
	return func(name string) string {
		for _, e := range slices.Backward(environ) {
			if value, ok := strings.CutPrefix(e, name+"="); ok {
				return value
			}
		}
		return ""
	}
}

// kept are git's variables that say how to reach a remote. All others could lead git
// to the journal's own repository, change what it does, or have it print secrets.
var kept = []string{"GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
	"GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_SSL_CERT", "GIT_SSL_KEY", "GIT_SSL_NO_VERIFY", "GIT_PROXY_COMMAND", "GIT_HTTP_LOW_SPEED_LIMIT", "GIT_HTTP_LOW_SPEED_TIME", "GIT_EXEC_PATH"}

// clean is the environment for git.
func clean(environ []string) []string {
	var all []string
	for _, e := range environ {
		name, _, _ := strings.Cut(e, "=")
		if !strings.HasPrefix(name, "GIT_") || slices.Contains(kept, name) {
			all = append(all, e)
		}
	}
	// In English, since what it says is read here.
	return append(all, "GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "LANGUAGE=", "GIT_OPTIONAL_LOCKS=0")
}

// fromEnvironment are the settings that whoever publishes has in the environment.
func fromEnvironment(env func(string) string) [][2]string {
	var all [][2]string
	n, _ := strconv.Atoi(env("GIT_CONFIG_COUNT"))
	for i := range n {
		all = append(all, [2]string{env(fmt.Sprintf("GIT_CONFIG_KEY_%d", i)), env(fmt.Sprintf("GIT_CONFIG_VALUE_%d", i))})
	}
	return all
}

// configured passes settings past the command line.
func configured(config [][2]string) []string {
	all := []string{"GIT_CONFIG_COUNT=" + strconv.Itoa(len(config))}
	for i, c := range config {
		all = append(all, fmt.Sprintf("GIT_CONFIG_KEY_%d=%s", i, c[0]), fmt.Sprintf("GIT_CONFIG_VALUE_%d=%s", i, c[1]))
	}
	return all
}

type chooser struct {
	ctx     context.Context
	t       Target
	environ []string
}

// git asks the journal's own repository, if there is one.
func (c chooser) git(args ...string) (string, bool) {
	out, err := runGit(c.ctx, c.environ, nil, append([]string{"-C", c.t.Folder}, args...)...)
	return strings.TrimRight(string(out), "\n"), err == nil
}

// address is what remote stands for: the name of a remote, or itself.
func (c chooser) address() (string, error) {
	remote := c.t.Remote
	if strings.HasPrefix(remote, "-") || strings.ContainsAny(remote, "\n\x00") || remote == "" {
		return "", publish.Remedy(errors.New("`remote` is no address of a repository"), "correct it in journal.toml")
	}
	if strings.HasPrefix(remote, "ext::") || strings.HasPrefix(remote, "fd::") {
		return "", publish.Remedy(errors.New("`remote` runs a program of its own"), "publish by https, by ssh or to a folder")
	}
	if strings.ContainsAny(remote, `:/\`) || remote == "." || remote == ".." || strings.HasPrefix(remote, "~") {
		return remote, nil
	}
	if address, ok := c.git("remote", "get-url", "--push", remote); ok && address != "" {
		return address, nil
	}
	if info, err := os.Stat(filepath.Join(c.t.Folder, remote)); err == nil && info.IsDir() {
		return "./" + remote, nil
	}
	return "", publish.Remedy(fmt.Errorf("the journal's folder has neither a git remote %s nor a folder of that name", remote),
		"write an address into `remote`, such as git@example.org:me/road.git, or add the remote: git remote add "+remote+" ADDRESS")
}

// imported are settings of the journal's own repository, and of the environment, that
// say how hosts are reached.
func (c chooser) imported() [][2]string {
	out, ok := c.git("config", "--local", "--includes", "--null", "--get-regexp", `^(http|credential|url|ssh)\..*|^core\.sshcommand$`)
	if !ok {
		return nil
	}
	var all [][2]string
	for line := range strings.SplitSeq(out, "\x00") {
		key, value, found := strings.Cut(line, "\n")
		if found {
			all = append(all, [2]string{key, value})
		}
	}
	return all
}

// has reports whether something is set anywhere.
func (c chooser) has(key string) bool {
	_, ok := c.git("config", "--get", key)
	return ok
}

// folderOf gives the folder of this machine that an address stands for, or "".
func folderOf(address, base string) string {
	if rest, ok := strings.CutPrefix(address, "file://"); ok {
		if path, err := url.PathUnescape(rest); err == nil {
			rest = path
		}
		return filepath.FromSlash(strings.TrimPrefix(rest, "localhost"))
	}
	if rest, ok := strings.CutPrefix(address, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	colon, slash := strings.IndexByte(address, ':'), strings.IndexAny(address, `/\`)
	if colon >= 0 && (slash < 0 || colon < slash) && filepath.VolumeName(address) == "" {
		return "" // host:path, or scheme:
	}
	if filepath.IsAbs(address) {
		return address
	}
	return filepath.Join(base, address)
}

// looksSecret tells a token, which some people put in the place of a name, from a
// name.
func looksSecret(name string) bool {
	if len(name) >= 20 {
		return true
	}
	for _, prefix := range []string{"ghp_", "gho_", "ghs_", "ghu_", "github_pat_", "glpat-", "gldt-"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// checkBranch refuses what is no name of a branch; see git-check-ref-format.
func checkBranch(name string) error {
	bad := name == "" || strings.HasPrefix(name, "-") || strings.HasPrefix(name, "/") || strings.HasSuffix(name, "/") || strings.HasSuffix(name, ".") || strings.Contains(name, "..") ||
		strings.Contains(name, "//") || strings.Contains(name, "@{") || name == "@" || name == "HEAD" || strings.ContainsAny(name, " ~^:?*[\\\x7f") || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' })
	for part := range strings.SplitSeq(name, "/") {
		bad = bad || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock")
	}
	if bad {
		return publish.Remedy(fmt.Errorf("%q is no name of a branch", name), "correct `branch` in journal.toml; hosts often read gh-pages or pages")
	}
	return nil
}

// refuseCheckedOut refuses a branch that somebody works on: one that is checked out
// in a repository on this machine, and the one that the journal itself is on, whose
// sources would be replaced by the site.
func (h *Host) refuseCheckedOut(ctx context.Context) error {
	c := chooser{ctx, h.target, h.way.environ}
	if h.way.path != "" {
		at := chooser{ctx, Target{Folder: h.way.path}, h.way.environ}
		if bare, ok := at.git("rev-parse", "--is-bare-repository"); ok && bare == "false" {
			if list, ok := at.git("worktree", "list", "--porcelain"); ok && slices.Contains(strings.Split(list, "\n"), "branch "+h.ref()) {
				return h.checkedOut("the repository " + h.way.shown)
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	branch, ok := c.git("symbolic-ref", "--quiet", "--short", "HEAD")
	if !ok || branch != h.target.Branch {
		return nil
	}
	for _, address := range c.remotes() {
		if address == publish.Redact(h.target.Remote) || address == h.way.shown || h.way.path != "" && folderOf(address, h.target.Folder) == h.way.path {
			return publish.Remedy(fmt.Errorf("branch %s of %s is the one that your journal itself is on, and the site would replace it", branch, h.way.shown),
				"publish to a branch of its own, such as gh-pages or pages")
		}
	}
	return nil
}

// remotes are the addresses of the journal's own remotes, without secrets.
func (c chooser) remotes() []string {
	out, ok := c.git("remote", "-v")
	if !ok {
		return nil
	}
	all := map[string]bool{}
	for line := range strings.Lines(out) {
		if words := strings.Fields(line); len(words) > 1 {
			address := words[1]
			if u, err := url.Parse(address); err == nil && u.Host != "" && strings.HasPrefix(u.Scheme, "http") {
				u.User = nil
				address = u.String()
			}
			all[publish.Redact(address)] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func (h *Host) checkedOut(where string) error {
	return publish.Remedy(fmt.Errorf("branch %s is checked out in %s, and what is worked on there would be replaced", h.target.Branch, where),
		"publish to a branch that is not checked out, or check out another one there")
}
