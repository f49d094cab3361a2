package watch

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// probeWait is how long the system may take to say that a file was made.
const probeWait = time.Second

// probe is a file that was made and removed to hear whether the system says so.
type probe struct {
	folder string // "" without a probe
	timer  *time.Timer
}

// over gives a channel that fires when it has taken too long.
func (p probe) over() <-chan time.Time {
	if p.timer == nil {
		return nil
	}
	return p.timer.C
}

func (p probe) heard(at string) bool {
	return p.folder != "" && (at == p.folder || strings.HasPrefix(at, p.folder+string(filepath.Separator)))
}

// tryProbe makes the probe and leaves nothing behind.
func (w *watcher) tryProbe() {
	if w.fast == nil || w.Probe == "" {
		return
	}
	made := os.Mkdir(w.Probe, 0o700)
	if made != nil && !errors.Is(made, fs.ErrExist) {
		return
	}
	if made == nil {
		defer os.Remove(w.Probe)
	}
	at, err := filepath.EvalSymlinks(w.Probe)
	if err != nil || w.fast.Add(at) != nil {
		return
	}
	file, err := os.CreateTemp(at, "probe-*")
	if err != nil {
		w.fast.Remove(at)
		return
	}
	_ = file.Close()
	_ = os.Remove(file.Name())
	w.probe = probe{folder: at, timer: time.NewTimer(probeWait)}
}

func (w *watcher) probeAnswered() {
	w.probe.timer.Stop()
	w.endProbe()
}

// probeFailed polls everything: this system takes watches and says nothing.
func (w *watcher) probeFailed() {
	w.endProbe()
	for rel := range maps.Keys(w.folders) {
		w.poll(rel)
	}
	w.burst.all()
	w.notices.silent(w.Root)
}

func (w *watcher) endProbe() {
	w.fast.Remove(w.probe.folder)
	w.probe = probe{}
}
