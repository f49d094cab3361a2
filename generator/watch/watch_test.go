package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

func TestOneRingForABurst(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		began := time.Now()
		for _, p := range []string{"content/b/x.md", "content/a/x.md", "content/b/x.md", "content/b/y.md"} {
			h.happen(p)
			time.Sleep(9 * time.Millisecond)
		}
		h.want("content/a", "content/b")
		if took := time.Since(began); took != 37*time.Millisecond {
			t.Errorf("rung after %v, want 10 ms after the last change", took)
		}
		time.Sleep(time.Second)
		h.wantSilence()
	})
}

func TestAStreamOfChangesDoesNotPutOffTheRing(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		began := time.Now()
		go func() {
			for range 200 {
				h.happen("content/a/log.md")
				time.Sleep(5 * time.Millisecond)
			}
		}()
		for i := range 3 {
			h.want("content/a")
			if took, most := time.Since(began), time.Duration(i+1)*255*time.Millisecond; took > most {
				t.Errorf("ring %d after %v, want at most %v", i, took, most)
			}
		}
		for time.Since(began) < 2*time.Second {
			select {
			case <-h.rings:
			case <-time.After(time.Second):
			}
		}
	})
}

func TestRingsAreJoinedWhileNobodyListens(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		h.happen("content/a/x.md")
		time.Sleep(time.Second)
		h.happen("content/b/x.md")
		time.Sleep(time.Second)
		h.want("content/a", "content/b")
		h.wantSilence()
	})
}

func TestManyFoldersAreEverything(t *testing.T) {
	inHouse(t, func(h *house, _ *Options) {
		for i := range many + 1 {
			h.mkdir(fmt.Sprintf("content/%d", i))
		}
	}, func(h *house) {
		for i := range many + 1 {
			h.happen(fmt.Sprintf("content/%d/x.md", i))
		}
		h.wantEverything()
	})
}

func TestWhatDoesNotCountDoesNotRing(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		for _, p := range []string{"content/a/.x.md.swp", "content/a/x.md~", "public", ".git"} {
			h.happen(p)
		}
		h.bell.paths <- filepath.Dir(h.root)
		time.Sleep(time.Second)
		h.wantSilence()
		h.wantWatched(".", "content", "content/a", "content/b")
	})
}

func TestNewFoldersAreEntered(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		// The system says nothing of what was made before its watch.
		h.mkdir("content/new/deep/er")
		h.mkdir("content/new/.git")
		h.write("content/new/deep/er/x.md", "")
		h.happen("content/new")
		h.want("content", "content/new", "content/new/deep", "content/new/deep/er")
		h.wantWatched(".", "content", "content/a", "content/b", "content/new", "content/new/deep", "content/new/deep/er")
	})
}

// A folder is watched before it is looked into, so what is made between the two
// is found.
func TestFoldersMadeWhileOneIsEntered(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		made := 0
		h.bell.onAdded = func(folder string) {
			if made < 3 {
				made++
				if err := os.Mkdir(filepath.Join(folder, "more"), 0o755); err != nil {
					t.Error(err)
				}
			}
		}
		h.mkdir("content/new")
		h.happen("content/new")
		h.want("content", "content/new", "content/new/more", "content/new/more/more", "content/new/more/more/more")
	})
}

func TestGoneFoldersAreForgotten(t *testing.T) {
	inHouse(t, func(h *house, _ *Options) { h.mkdir("content/a/deep") }, func(h *house) {
		h.remove("content/a")
		h.happen("content/a")
		h.want("content")
		h.wantWatched(".", "content", "content/b")
	})
}

// The watch of a renamed folder goes with it, so it is of no use for another
// folder of the old name, nor under the new name.
func TestAnotherFolderOfTheSameName(t *testing.T) {
	inHouse(t, func(h *house, _ *Options) { h.mkdir("content/a/old") }, func(h *house) {
		if err := os.Rename(h.at("content/a"), h.at("content/c")); err != nil {
			t.Fatal(err)
		}
		h.mkdir("content/a/young")
		h.happen("content/a")
		h.happen("content/c")
		h.want("content", "content/a", "content/a/young", "content/c", "content/c/old")
		h.wantWatched(".", "content", "content/a", "content/a/young", "content/b", "content/c", "content/c/old")
	})
}

func TestWantedMayChangeItsMind(t *testing.T) {
	bare := false
	inHouse(t, func(h *house, o *Options) {
		h.mkdir("notes/deep")
		o.Wanted = func(p string) bool { return bare || p == "journal.toml" || wanted(p) && p != "notes" }
	}, func(h *house) {
		h.wantWatched(".", "content", "content/a", "content/b")
		bare = true
		h.happen("journal.toml")
		h.want(".", "notes", "notes/deep")
	})
}

func TestOverflowIsEverything(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		for range 3 {
			h.mkdir("content/unheard")
			h.bell.errors <- fsnotify.ErrEventOverflow
			h.wantEverything()
			h.wantWatched(".", "content", "content/a", "content/b", "content/unheard")
		}
		h.mustSay("everything")
	})
}

func TestTroubleIsEverything(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		h.bell.errors <- errRefused
		h.wantEverything()
		h.mustSay("everything", "refused")
	})
}

func TestABellThatEndsIsReplacedByPolling(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		close(h.bell.errors)
		h.wantEverything()
		h.mustSay("a few times a second")
		if !h.bell.closed {
			t.Error("the bell is not closed")
		}
		h.write("content/a/x.md", "new")
		h.want("content/a")
	})
}

func TestANewDayRings(t *testing.T) {
	now := make(chan string, 1)
	today := "2026-03-05"
	inHouse(t, func(_ *house, o *Options) {
		o.Day = func() string {
			select {
			case today = <-now:
			default:
			}
			return today
		}
	}, func(h *house) {
		time.Sleep(time.Hour)
		h.wantSilence()
		now <- "2026-03-06"
		if got := <-h.rings; !got.NewDay || got.Everything || got.Folders != nil {
			t.Errorf("rung for %+v, want a new day", got)
		}
		time.Sleep(time.Hour)
		h.wantSilence()
	})
}

func TestWhenWatchesRunOut(t *testing.T) {
	inHouse(t, func(h *house, _ *Options) {
		h.bell.refuse = func(_ string, already int) error {
			if already >= 3 {
				return syscall.ENOSPC
			}
			return nil
		}
		h.mkdir("content/c/d")
	}, func(h *house) {
		h.mustSay("3 of 6 folders", "sudo sysctl fs.inotify.max_user_watches=524288")
		for _, folder := range []string{"content/a", "content/b", "content/c", "content/c/d"} {
			if slices.Contains(h.bell.added, h.at(folder)) {
				h.happen(folder + "/x.md")
			} else {
				h.write(folder+"/x.md", "new")
			}
			h.want(folder)
		}
		h.mkdir("content/e")
		h.happen("content/e")
		h.want("content", "content/e")
		h.write("content/e/x.md", "new")
		h.want("content/e")
		h.mustSay("3 of 6 folders")
	})
}

func TestWhenThereIsNoBell(t *testing.T) {
	for _, c := range []struct {
		err    error
		remedy string
	}{
		{os.NewSyscallError("inotify_init1", syscall.EMFILE), "sudo sysctl fs.inotify.max_user_instances=512"},
		{syscall.ENOSYS, "not implemented"},
	} {
		synctest.Test(t, func(t *testing.T) {
			h := &house{t: t, root: canonical(t, t.TempDir())}
			h.mkdir("content")
			ctx, stop := context.WithCancel(t.Context())
			rings, err := start(ctx, Options{Root: h.root, Wanted: wanted, Notice: h.hear}, func() (bell, error) { return nil, c.err })
			if err != nil {
				t.Fatal(err)
			}
			h.rings = rings
			h.mustSay(c.remedy)
			synctest.Wait()
			h.write("content/x.md", "new")
			h.want("content")
			stop()
			<-rings
		})
	}
}

func TestAClosedFolder(t *testing.T) {
	inHouse(t, func(h *house, _ *Options) {
		h.bell.refuse = func(folder string, _ int) error {
			if filepath.Base(folder) == "b" {
				return &fs.PathError{Op: "watch", Path: folder, Err: syscall.EACCES}
			}
			return nil
		}
	}, func(h *house) {
		h.mustSay("content/b", "chmod u+rx 'content/b'")
		h.happen("content/a/x.md")
		h.want("content/a")
	})
}

// What a system that opens each file could not bear is polled.
func TestManyFilesWhereEachIsOpened(t *testing.T) {
	for _, goos := range []string{"darwin", "freebsd"} {
		if !opensFiles(goos) {
			t.Errorf("%s opens each file", goos)
		}
	}
	if opensFiles("linux") || opensFiles("windows") {
		t.Error("Linux and Windows do not open each file")
	}
	root := canonical(t, t.TempDir())
	h := &house{t: t, root: root, bell: newFakeBell()}
	w := newWatcher(Options{Root: root, Wanted: wanted, Notice: h.hear})
	defer w.close()
	w.fast, w.perFile = h.bell, true
	h.mkdir("large")
	h.mkdir("small")
	for i := range openFiles {
		h.write(fmt.Sprintf("large/%d.md", i), "")
	}
	h.write("small/1.md", "")
	w.begin()
	if w.folders["large"].polled == w.folders["small"].polled {
		t.Errorf("polled: large %v, small %v", w.folders["large"].polled, w.folders["small"].polled)
	}
	h.mustSay("1 of 3 folders", "one by one")
	w.forget(".")
	if w.budget != openFiles {
		t.Errorf("%d of %d files are given back", w.budget, openFiles)
	}
}

func TestASilentSystemIsNoticed(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		h.write("content/a/x.md", "one")
		h.wantEverything()
		h.mustSay("did not say so", "--poll")
		h.write("content/b/x.md", "two")
		h.want("content/b")
	})
}

// A bell that rings late, or only for what does not count, is not silent.
func TestALateBellIsNotSilent(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		for i := range 5 {
			h.write(fmt.Sprintf("content/a/.%d", i), "one")
			time.Sleep(patrolEvery + patrolEvery/2)
			h.happen(fmt.Sprintf("content/a/.%d", i))
		}
		time.Sleep(3 * patrolEvery)
		h.wantSilence()
		if len(h.said) > 0 {
			t.Errorf("notices: %q", h.said)
		}
	})
}

func TestAMovedFolderIsNoticedWithoutTheBell(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		// As when another disk is mounted over it.
		if err := os.Rename(h.at("content/a"), filepath.Join(t.TempDir(), "a")); err != nil {
			t.Fatal(err)
		}
		h.mkdir("content/a/deep")
		h.happen("content/.x") // content itself was heard
		h.want("content", "content/a", "content/a/deep")
		h.wantWatched(".", "content", "content/a", "content/a/deep", "content/b")
	})
}

func TestTheRootGoesAndComesBack(t *testing.T) {
	inHouse(t, nil, func(h *house) {
		h.remove(".")
		h.happen(".")
		h.wantEverything()
		h.mustSay("is gone")
		time.Sleep(time.Minute)
		h.wantSilence()
		h.mkdir("content/back")
		h.wantEverything()
		h.wantWatched(".", "content", "content/back")
		h.happen("content/back/x.md")
		h.want("content/back")
		h.mustSay("is gone")
	})
}

func TestProbe(t *testing.T) {
	for _, c := range []struct {
		name   string
		folder string // to begin with
		answer string
	}{
		{"answered", "", ".cache"},
		{"answered, in a folder that was there", ".cache", ".cache/probe-1"},
		{"silent", "", ""},
		{"silent, in a folder that was there", ".cache", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			inHouse(t, func(h *house, o *Options) {
				if c.folder != "" {
					h.mkdir(c.folder)
				}
				o.Probe = h.at(".cache")
			}, func(h *house) {
				left, err := os.ReadDir(h.at(".cache"))
				if gone := errors.Is(err, fs.ErrNotExist); gone != (c.folder == "") || len(left) > 0 {
					t.Errorf("left behind: %v, %v", left, err)
				}
				if c.answer != "" {
					h.happen(c.answer)
					h.happen(".cache/probe-2")
					time.Sleep(time.Minute)
					h.wantSilence()
					h.wantWatched(".", "content", "content/a", "content/b")
					return
				}
				h.wantEverything()
				h.mustSay("did not say so")
				h.write("content/a/x.md", "new")
				h.want("content/a")
			})
		})
	}
}

func TestWithoutAPlaceForTheProbe(t *testing.T) {
	inHouse(t, func(h *house, o *Options) { o.Probe = h.at("no/such/place") }, func(h *house) {
		time.Sleep(time.Minute)
		h.wantSilence()
		if len(h.said) > 0 {
			t.Errorf("notices: %q", h.said)
		}
	})
}

func TestPollOnly(t *testing.T) {
	inHouse(t, func(_ *house, o *Options) { o.Poll = true }, func(h *house) {
		h.write("content/a/x.md", "one")
		h.want("content/a")
		h.mkdir("content/new/deep")
		h.write("content/new/deep/x.md", "one")
		h.want("content", "content/new", "content/new/deep")
		h.write("content/new/deep/.hidden", "one")
		h.write("content/b/x.md", "one")
		h.want("content/b")
		h.remove("content/new")
		h.want("content")
		if len(h.bell.added) > 0 || len(h.said) > 0 {
			t.Errorf("watched %q, said %q", h.bell.added, h.said)
		}
	})
}

func TestLinks(t *testing.T) {
	elsewhere := t.TempDir()
	inHouse(t, func(h *house, _ *Options) {
		h.mkdir(".notes/deep")
		h.write(".notes/x.md", "one")
		for link, target := range map[string]string{
			"linked":        ".notes",            // a folder inside: followed, as it lies in the root
			"loop":          ".",                 // entered once and no deeper
			"content/a/x":   "../../.notes/x.md", // a file: its changes ring for the link
			"content/b/out": elsewhere,
			"content/b/up":  "..",
			"outside":       elsewhere,
			"dangling":      "nowhere",
		} {
			if err := os.Symlink(filepath.FromSlash(target), h.at(link)); err != nil {
				t.Fatal(err)
			}
		}
	}, func(h *house) {
		h.wantWatched(".", "content", "content/a", "content/b")
		h.write(".notes/x.md", "three")
		h.want("content/a", "linked")
		h.write(".notes/deep/y.md", "three")
		h.want("linked/deep")
	})
}

func TestWhatCannotBeWatched(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, root := range []string{file, filepath.Join(file, "below"), filepath.Join(t.TempDir(), "nowhere")} {
		if _, err := Watch(t.Context(), Options{Root: root, Wanted: wanted}); err == nil {
			t.Errorf("%s can be watched", root)
		}
	}
}
