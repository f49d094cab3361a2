package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"journal/generator"
	"journal/generator/config"
	"journal/generator/output"
	"journal/generator/publish"
	"journal/generator/publish/dir"
	"journal/generator/publish/git"
	"journal/generator/publish/s3"
	"journal/generator/publish/ssh"
)

// hostOf gives the host of a target. built is the folder that journal build writes
// to.
func (a *app) hostOf(ctx context.Context, t config.Target, src generator.Source, built string) (publish.Host, error) {
	switch t.Kind {
	case "git":
		return a.branchOf(ctx, t, src)
	case "s3":
		return s3.New(s3.Target{Bucket: t.Address["bucket"], Prefix: t.Address["prefix"], Region: t.Address["region"], Endpoint: t.Address["endpoint"]}, a.getenv)
	case "rsync":
		return ssh.New(ssh.Target{Destination: t.Address["destination"], Releases: t.Address["releases"] == "true"}, ssh.Programs{})
	}
	return a.folderOf(t, src, built)
}

func (a *app) branchOf(ctx context.Context, t config.Target, src generator.Source) (publish.Host, error) {
	remote, branch := t.Address["remote"], t.Address["branch"]
	if branch == "" {
		branch = usualBranch(t.Preset)
	}
	sum := sha256.Sum256([]byte(remote + "\x00" + branch))
	store := filepath.Join(storeOf(src.Folder), "git-"+hex.EncodeToString(sum[:6]))
	return git.New(ctx, git.Target{Remote: remote, Branch: branch, Folder: src.Folder, Store: store}, a.environ, a.now)
}

// usualBranch is the branch that a host reads unless it is told otherwise.
func usualBranch(preset string) string {
	switch preset {
	case "codeberg", "gitlab":
		return "pages"
	}
	return "gh-pages"
}

func (a *app) folderOf(t config.Target, src generator.Source, built string) (publish.Host, error) {
	at := filepath.FromSlash(t.Address["path"])
	if rest, ok := strings.CutPrefix(at+string(filepath.Separator), "~"+string(filepath.Separator)); ok && a.home != "" {
		at = filepath.Join(a.home, rest)
	}
	if !filepath.IsAbs(at) {
		at = filepath.Join(src.Folder, at)
	}
	if filepath.Clean(at) == filepath.Clean(built) {
		return nil, failure{"the target's path is the folder that journal build writes to", "publish to another folder, or copy that one yourself"}
	}
	var refused *output.RefusedError
	if err := output.CheckPlace(at, inputs(src.Folder), a.home); errors.As(err, &refused) {
		return nil, failure{fmt.Sprintf("the site cannot be published to %s: %s", a.shown(at), refused.Why), "choose a folder of its own for it in journal.toml"}
	} else if err != nil {
		return nil, failure{err.Error(), "correct the path of the target in journal.toml"}
	}
	return dir.New(at, a.now), nil
}

// publisher is this journal on this machine, at work.
type publisher struct {
	id   string
	lock *os.File
}

// publisher waits for nobody: if another publication of this journal is at work, it
// says so. A folder in which nothing can be written has no lock, and a new id each
// time.
func (a *app) publisher(folder string) (publisher, error) {
	store := storeOf(folder)
	if err := os.MkdirAll(store, 0o700); err != nil {
		return publisher{id: rand.Text()}, nil
	}
	lock, err := lockFile(filepath.Join(store, "lock"))
	switch {
	case errors.Is(err, errLocked):
		return publisher{}, failure{"this journal is being published right now", "wait until that is done, and publish again"}
	case err != nil:
		return publisher{}, fmt.Errorf("lock %s: %w", store, err)
	}
	path := filepath.Join(store, "id")
	id, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || len(id) == 0 {
		id = []byte(rand.Text())
		err = os.WriteFile(path, id, 0o600)
	}
	if err != nil {
		lock.Close()
		return publisher{}, err
	}
	return publisher{string(id), lock}, nil
}

// done lets others publish.
func (p publisher) done() {
	if p.lock != nil {
		p.lock.Close()
	}
}

// errLocked says that another process has the lock.
var errLocked = errors.New("another process has it")
