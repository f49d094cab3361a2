package watch

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"journal/generator/stamp"
)

// watcher knows which folders are watched, and by which bell. Everything in it
// belongs to the goroutine of run.
type watcher struct {
	Options
	fast    bell // the system's, or nil
	slow    bell // polls
	folders map[string]*folder
	burst   *burst
	notices notices
	refused refused // folders that the fast bell did not take since the last notice
	survey  bool    // something happened in the root
	day     string
	probe   probe
	remote  map[uint64]string // kinds of network disks by device
	perFile bool              // the system opens each file in a watched folder
	budget  int               // files that it may still open
}

// folder is one that is watched.
type folder struct {
	linked bool        // it was reached through a link, or lies below such a one
	polled bool        // also or only by the slow bell
	files  int         // taken from the budget
	stamp  stamp.Stamp // at the last patrol
	heard  bool        // since the last patrol
	doubt  bool        // it changed and nothing was heard so far
}

func newWatcher(o Options) *watcher {
	w := &watcher{
		Options: o,
		slow:    newPoller(),
		folders: map[string]*folder{},
		burst:   newBurst(cmp.Or(o.Quiet, defaultQuiet), cmp.Or(o.Longest, defaultLongest)),
		notices: notices{tell: o.Notice, told: map[string]bool{}},
		remote:  map[uint64]string{},
		perFile: opensFiles(runtime.GOOS),
		budget:  openFiles,
	}
	if o.Day != nil {
		w.day = o.Day()
	}
	return w
}

// openFiles is how many files may be opened for watching where that is needed.
const openFiles = 500

// opensFiles reports whether a system can only watch a folder by opening each
// file in it, as kqueue does.
func opensFiles(goos string) bool {
	switch goos {
	case "darwin", "freebsd", "netbsd", "openbsd", "dragonfly":
		return true
	}
	return false
}

// open opens the system's bell, unless polling is all there shall be.
func (w *watcher) open(open func() (bell, error)) {
	if w.Poll {
		return
	}
	fast, err := open()
	if err != nil {
		w.notices.noBell(err)
		return
	}
	w.fast = fast
}

// begin watches all there is. Nothing of it is news.
func (w *watcher) begin() {
	w.enter(".", false)
	w.sayRefused()
	w.survey = false
	w.burst.clear()
}

func (w *watcher) run(ctx context.Context, rings chan<- Ring) {
	defer close(rings)
	defer w.close()
	patrol := time.NewTicker(patrolEvery)
	defer patrol.Stop()
	for {
		if w.burst.due && w.survey {
			w.survey = false
			w.lookInto(".")
			w.sayRefused()
		}
		var ready chan<- Ring
		var ring Ring
		if w.burst.due {
			ready, ring = rings, w.burst.ring()
		}
		select {
		case <-ctx.Done():
			return
		case ready <- ring:
			w.burst.clear()
		case <-w.burst.timer.C:
			w.burst.due = true
		case path := <-heard(w.fast):
			w.happened(path)
		case path := <-w.slow.Heard():
			w.happened(path)
		case err, ok := <-lost(w.fast):
			w.lost(err, ok)
		case <-w.probe.over():
			w.probeFailed()
		case <-patrol.C:
			w.patrol()
		}
	}
}

func heard(b bell) <-chan string {
	if b == nil {
		return nil
	}
	return b.Heard()
}

func lost(b bell) <-chan error {
	if b == nil {
		return nil
	}
	return b.Lost()
}

func (w *watcher) close() {
	if w.fast != nil {
		w.fast.Close()
	}
	w.slow.Close()
}

// happened takes note of something that happened at a path. Late news of a
// folder that was forgotten is no news: the folder above it was rung.
func (w *watcher) happened(at string) {
	rel, ok := w.relative(at)
	in := w.folders[path.Dir(rel)]
	if in != nil {
		in.heard = true
	}
	switch {
	case w.probe.heard(at):
		w.probeAnswered()
	case !ok || in == nil:
	case w.folders[rel] != nil:
		w.again(rel)
	case w.Wanted(rel):
		w.touched(path.Dir(rel))
		w.lookAt(rel, in.linked)
	}
	w.sayRefused()
}

// relative gives the slash-separated path below the root.
func (w *watcher) relative(at string) (string, bool) {
	if at == w.Root {
		return ".", true
	}
	below, ok := strings.CutPrefix(at, strings.TrimSuffix(w.Root, string(filepath.Separator))+string(filepath.Separator))
	return filepath.ToSlash(below), ok
}

func (w *watcher) absolute(rel string) string { return filepath.Join(w.Root, filepath.FromSlash(rel)) }

func (w *watcher) touched(folder string) {
	w.burst.add(folder)
	if folder == "." {
		w.survey = true
	}
}

func (w *watcher) isLinked(folder string) bool {
	f := w.folders[folder]
	return f != nil && f.linked
}

// again looks at a watched folder to which something happened: it may be gone,
// or another of the same name. Its watches are of no use then, and there is no
// telling; so they are all made anew.
func (w *watcher) again(rel string) {
	linked := w.folders[rel].linked
	w.forget(rel)
	if rel == "." {
		w.enterRoot()
		return
	}
	w.touched(path.Dir(rel))
	w.lookAt(rel, linked)
}

// enterRoot begins again from the root, if it is there.
func (w *watcher) enterRoot() {
	w.enter(".", false)
	w.burst.all()
	if w.folders["."] == nil {
		w.notices.rootGone(w.Root)
	}
	w.sayRefused()
}

// forget ends the watching of a folder and all below it.
func (w *watcher) forget(rel string) {
	for folder := range w.folders {
		if folder != rel && rel != "." && !strings.HasPrefix(folder, rel+"/") {
			continue
		}
		if w.fast != nil {
			w.fast.Remove(w.absolute(folder))
		}
		w.slow.Remove(w.absolute(folder))
		w.budget += w.folders[folder].files
		delete(w.folders, folder)
	}
}

// lookAt enters a path if it is a folder, and follows it if it is a link.
func (w *watcher) lookAt(rel string, linked bool) {
	info, err := os.Lstat(w.absolute(rel))
	if err != nil {
		return
	}
	switch {
	case info.IsDir():
		w.enter(rel, linked)
	case info.Mode()&fs.ModeSymlink != 0:
		w.follow(rel)
	}
}

// place is a folder to be entered.
type place struct {
	rel    string
	linked bool
}

// enter watches a folder and all below it that are wanted. A folder is watched
// before it is looked into: what is made in it later rings, what was made
// before is found.
func (w *watcher) enter(rel string, linked bool) {
	for todo := []place{{rel, linked}}; len(todo) > 0; {
		next := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if w.folders[next.rel] != nil || !w.add(next) {
			continue
		}
		w.touched(next.rel)
		todo = append(todo, w.below(next)...)
	}
}

// lookInto enters the folders in a watched folder that were not wanted before.
func (w *watcher) lookInto(rel string) {
	if w.folders[rel] == nil {
		return
	}
	for _, p := range w.below(place{rel, w.isLinked(rel)}) {
		w.enter(p.rel, p.linked)
	}
}

// below lists the wanted folders in a folder, and follows links.
func (w *watcher) below(p place) []place {
	entries, err := os.ReadDir(w.absolute(p.rel))
	if err != nil {
		return nil // gone already, or closed to us, which add has said
	}
	var places []place
	for _, d := range entries {
		link := d.Type()&fs.ModeSymlink != 0
		rel := path.Join(p.rel, d.Name())
		if !d.IsDir() && !link || !w.Wanted(rel) {
			continue
		}
		if link {
			w.follow(rel)
		} else {
			places = append(places, place{rel, p.linked})
		}
	}
	return places
}

// follow looks after a link. What it leads to is not in a folder we watch, so
// its own folder is polled, with links taken for what they lead to. A link right
// below the root may lead to a folder inside the root; others are files, or
// nothing that counts.
func (w *watcher) follow(rel string) {
	w.poll(path.Dir(rel))
	if path.Dir(rel) != "." || !w.leadsToFolder(rel) {
		return
	}
	w.enter(rel, true)
}

// leadsToFolder reports whether a link leads to a folder inside the root, and
// not to the root itself.
func (w *watcher) leadsToFolder(rel string) bool {
	root, err := os.OpenRoot(w.Root)
	if err != nil {
		return false
	}
	defer root.Close()
	info, err := root.Stat(filepath.FromSlash(rel))
	if err != nil || !info.IsDir() {
		return false
	}
	all, err := root.Stat(".")
	return err == nil && !os.SameFile(info, all)
}

// poll has the slow bell look at a watched folder as well.
func (w *watcher) poll(rel string) {
	f := w.folders[rel]
	if f == nil || f.polled {
		return
	}
	f.polled = true
	_ = w.slow.Add(w.absolute(rel)) // it takes every folder
}
