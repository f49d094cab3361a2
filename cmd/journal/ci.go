package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"text/template"

	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/journal"
)

// forge is a place that publishes by itself what is pushed to it.
type forge struct {
	name, title string
	file        string // of the workflow, from the top of the repository
	from        string
	ownToken    string // what may write to the repository itself, if the forge has such
	pages       bool   // it shows what the workflow built, without a target in journal.toml
	home        home
}

// home is how a workflow writes to the repository that it belongs to.
type home struct {
	remote, ref    string // as git push takes them
	name, password string // of who pushes; the password is a variable
	remedy         string // where that is refused
}

var hubHome = home{"origin", "$GITHUB_REF", "x-access-token", "REPOSITORY_TOKEN", "let this workflow push to the branch"}

var forges = [...]forge{
	{"github", "GitHub", ".github/workflows/publish-journal.yml", "starter/ci-github.yml.tmpl", "github.token", true, hubHome},
	{"gitlab", "GitLab", ".gitlab-ci.yml", "starter/ci-gitlab.yml.tmpl", "", true,
		home{"$CI_PROJECT_URL.git", "refs/heads/$CI_COMMIT_BRANCH", "gitlab-ci-token", "CI_JOB_TOKEN",
			"allow Git push requests to the repository in Settings, CI/CD, Job token permissions; whoever runs this also needs the right to push to the branch"}},
	{"codeberg", "Codeberg", ".forgejo/workflows/publish-journal.yml", "starter/ci-codeberg.yml.tmpl", "github.token", false, hubHome},
}

func forgeNames() []string {
	names := make([]string, len(forges))
	for i, f := range forges {
		names[i] = f.name
	}
	return names
}

func forgeOf(name string) (forge, error) {
	for _, f := range forges {
		if f.name == name {
			return f, nil
		}
	}
	return forge{}, usageError{"there is no workflow for " + diag.Quote(name), diag.DidYouMean(name, forgeNames(), "workflows")}
}

// workflow is what the file of a forge is made from.
type workflow struct {
	Folder, Output       string   // of the journal and of the site, from the top of the repository
	Addresses            string   // addresses.toml, from there too
	Version              string   // of journal: a commit, a tag or a branch
	Pages                bool     // the forge shows what was built
	Targets              []string // names of those to publish to; none: there is but one
	Secrets, Passphrases []secret
	home                 home
}

// secret is something that only the forge knows, by the name of the variable that it
// comes in. Or stands for it where it is not set.
type secret struct{ Name, What, Or string }

// Install gets journal and makes the program, in the folder it is run in.
func (workflow) Install() string {
	return `if [ -z "$JOURNAL_SOURCE" ]; then
  echo "Say in the variable JOURNAL_SOURCE where the source of journal is: a git address." >&2
  exit 1
fi
git clone --quiet "$JOURNAL_SOURCE" source
git -C source checkout --quiet "$JOURNAL_VERSION"
if command -v make && command -v npm; then make -s -C source fonts; fi > /dev/null
go build -C source -o ../bin/journal ./cmd/journal`
}

// Remember commits addresses.toml, by which old addresses of entries lead on, and
// pushes it to the repository of the journal.
func (w workflow) Remember() string {
	return `[ -e addresses.toml ] || exit 0
git add addresses.toml
if git diff --cached --quiet -- addresses.toml; then exit 0; fi
signed() { git -c user.name=journal -c user.email=journal@localhost -c credential.helper= -c credential.helper='!f() { echo username=` + w.home.name + `; echo "password=$` + w.home.password + `"; }; f' "$@"; }
signed commit --quiet -m "Remember where entries are read [skip ci]" -- addresses.toml
if ! { signed pull --quiet --rebase --autostash "` + w.home.remote + `" "` + w.home.ref + `" && signed push --quiet "` + w.home.remote + `" "HEAD:` + w.home.ref + `"; }; then
  echo "The site is published, but addresses.toml could not be pushed, and old addresses of entries that move would be lost:" >&2
  echo "` + w.home.remedy + `." >&2
  exit 1
fi`
}

// Publish hands secrets to git and ssh by the environment and by pipes, never in a
// command line or a file, and publishes.
func (w workflow) Publish() string {
	var lines []string
	for _, s := range w.Secrets {
		switch s.Name {
		case "PUBLISH_TOKEN":
			lines = append(lines, `export JOURNAL_GIT_TOKEN="$PUBLISH_TOKEN"`)
		case "PUBLISH_SSH_KEY":
			lines = append(lines, `if [ -n "$PUBLISH_SSH_KEY" ]; then
  eval "$(ssh-agent -s)" > /dev/null
  trap 'ssh-agent -k > /dev/null' EXIT
  printf '%s\n' "$PUBLISH_SSH_KEY" | ssh-add -q -
  mkdir -p ~/.ssh
  printf '%s\n' "$PUBLISH_KNOWN_HOSTS" >> ~/.ssh/known_hosts
fi`)
		}
	}
	if len(w.Targets) == 0 {
		lines = append(lines, "journal publish --yes")
	}
	for _, name := range w.Targets {
		lines = append(lines, "journal publish --yes -- '"+strings.ReplaceAll(name, "'", `'\''`)+"'")
	}
	return strings.Join(lines, "\n")
}

// workflowOf works out what a journal's workflow has to have. target says where it
// publishes to.
func workflowOf(f forge, cfg config.Config) workflow {
	w := workflow{Version: sourceVersion(), Pages: f.pages && len(cfg.Publish) == 0, home: f.home}
	for _, a := range cfg.Audiences {
		if a.PassphraseEnv != "" {
			w.Passphrases = append(w.Passphrases, secret{Name: a.PassphraseEnv, What: "passphrase of the audience " + a.Name})
		}
	}
	w.Secrets = slices.Clone(w.Passphrases)
	add := func(name, what, or string) {
		if !slices.ContainsFunc(w.Secrets, func(s secret) bool { return s.Name == name }) {
			w.Secrets = append(w.Secrets, secret{name, what, or})
		}
	}
	targets := cfg.Publish
	if len(targets) > 1 {
		for _, t := range targets {
			w.Targets = append(w.Targets, t.Name)
		}
	}
	if len(targets) == 0 && !w.Pages {
		targets = []config.Target{{Kind: "git", Address: map[string]string{"remote": "https:"}}}
	}
	for _, t := range targets {
		switch {
		case t.Kind == "git" && (strings.HasPrefix(t.Address["remote"], "http") || !strings.ContainsAny(t.Address["remote"], ":/")): // a checkout's own remote is reached by https
			what := "may write to the repository that has the site"
			if f.ownToken != "" {
				what += "; not needed for this one"
			}
			add("PUBLISH_TOKEN", what, f.ownToken)
		case t.Kind == "git", t.Kind == "rsync":
			add("PUBLISH_SSH_KEY", "private key that may write where the site goes", "")
			add("PUBLISH_KNOWN_HOSTS", "what ssh-keyscan says of that host", "")
		case t.Kind == "s3":
			add("AWS_ACCESS_KEY_ID", "may write to the bucket", "")
			add("AWS_SECRET_ACCESS_KEY", "belongs to it", "")
		}
	}
	return w
}

// sourceVersion is the commit that this program was made from, its release, or the
// main branch where nobody knows.
func sourceVersion() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && regexp.MustCompile(`^[0-9a-f]{40}$`).MatchString(s.Value) {
				return s.Value
			}
		}
	}
	return "main"
}

// writeWorkflow writes the workflow of a journal into the repository it lies in, and
// overwrites nothing.
func (a *app) writeWorkflow(f forge, folder string) error {
	cfg := config.Default()
	if text, err := os.ReadFile(filepath.Join(folder, configName)); err == nil {
		var found diag.List
		cfg, found = config.Parse(diag.Source{File: configName, Text: text})
		if found.HasErrors() {
			return a.report(found, "No workflow was written.")
		}
	}
	top := repositoryOf(folder)
	w := workflowOf(f, cfg)
	var err error
	if w.Folder, err = filepath.Rel(top, folder); err != nil {
		return err
	}
	w.Folder = filepath.ToSlash(w.Folder)
	w.Addresses = path.Join(w.Folder, journal.AddressesFile)
	w.Output = filepath.ToSlash(filepath.Join(w.Folder, cfg.Output))
	text, err := workflowText(f, w)
	if err != nil {
		return err
	}
	at := filepath.Join(top, filepath.FromSlash(f.file))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	if err := writeNew(at, text); errors.Is(err, fs.ErrExist) {
		return failure{a.shown(at) + " is there already", "nothing of it was changed; take it away, or compare it with the one that journal init --ci " + f.name + " writes in another folder"}
	} else if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, a.shown(at))
	a.say("")
	a.say("%s publishes the journal once you push this file. Its first lines say what to set there before.", f.title)
	if len(cfg.Publish) == 0 && !f.pages {
		a.say("journal.toml has to say where to:")
		a.say("")
		a.say("  [publish]")
		a.say(`  target = "git"`)
		a.say(`  remote = "https://codeberg.org/me/road.git"`)
		a.say(`  branch = "pages"`)
		a.say(`  preset = "codeberg"`)
	}
	return nil
}

// repositoryOf is the top of the git repository that a folder lies in, or the folder.
func repositoryOf(folder string) string {
	for top := folder; ; top = filepath.Dir(top) {
		if _, err := os.Lstat(filepath.Join(top, ".git")); err == nil {
			return top
		}
		if filepath.Dir(top) == top {
			return folder
		}
	}
}

func workflowText(f forge, w workflow) ([]byte, error) {
	text, err := starter.ReadFile(f.from)
	if err != nil {
		return nil, err
	}
	indent := func(n int, lines string) string {
		return strings.ReplaceAll(lines, "\n", "\n"+strings.Repeat(" ", n))
	}
	t, err := template.New(f.name).Delims("[[", "]]").Funcs(template.FuncMap{"indent": indent, "pad": pad, "quoted": quoted}).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	err = t.Execute(&b, w)
	return []byte(b.String()), err
}
