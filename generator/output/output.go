// Package output writes a site to a folder, from which any static host can
// serve it.
//
// It takes nothing but the tree that strangers may see, and promises:
//
//   - Nothing is put in place before every file of the site has been made, and an
//     error while writing puts back what was there. What has been made waits on
//     the disk, not in memory: the size of a site does not matter.
//   - A file is replaced whole or not at all: it is written aside, inside the
//     same folder, and then renamed. Files whose bytes are right are not
//     touched, whatever their times.
//   - Only what a former build wrote is replaced or removed. A manifest in the
//     folder says what that is. Everything else is foreign: never read, never
//     changed, listed once. Where a foreign file stands in the way of ours,
//     the build is refused and the file named.
//   - What a former build wrote and the site no longer has is removed, with the
//     folders that leaves empty. If somebody changed such a file by hand, the
//     build is refused: to delete it might lose work, and to leave it might
//     leave published what has become private.
//   - A crash at any moment leaves whole files, all of them known to the
//     manifest, so the next build puts the folder right.
//   - Links are not followed: every access goes through an os.Root.
//   - Two builds do not write at once.
//
// A power cut is worse than a crash, since a disk may keep a name and lose the
// bytes. The manifest, and files when a build changes only a few, are therefore
// forced to the disk first. To do so for each of thousands would cost more than
// the build; the next one compares bytes and writes again what was torn.
//
// The package does not render, publish or look at time stamps.
package output

import (
	"context"
	"errors"
	"fmt"
	"time"

	"journal/generator/edition"
	"journal/generator/render"
)

// Options are the surroundings of a Write.
type Options struct {
	// Sources are the files and folders that the journal is read from, and Home
	// the home folder of who runs the build; see Check.
	Sources []string
	Home    string

	// Key hides in the manifest how many files the site has; see manifest. The
	// key of the journal's unlisted addresses serves well. It may be "".
	Key string

	// Wait is how long to wait for another build that is writing to the same
	// folder; 0 means ten seconds.
	Wait time.Duration
}

const defaultWait = 10 * time.Second

// Report says what a Write did.
type Report struct {
	Written   int // files of the site that are new or had other bytes
	Unchanged int // files of the site that were right already
	Removed   int // files of a former build that the site no longer has

	// Foreign are the files and folders that no build wrote, slash-separated
	// and sorted. A folder ends in a slash and stands for all that is in it.
	Foreign []string

	held []string // what Look looks at
}

// Write makes the folder hold the site. The folder is made if there is none.
//
// Errors are a *RefusedError where the folder may not be written to at all, a
// *ConflictError where something foreign stands in the way, a *BusyError where
// another build does not finish, and otherwise what the tree or the disk
// reported, with the path. After an error the folder is as it was, unless the
// error says otherwise.
func Write(ctx context.Context, tree render.Tree[edition.Public], dir string, o Options) (Report, error) {
	return write(ctx, tree, dir, o)
}

// files is what this package needs of a tree. Use hands a file's content to f,
// which must not keep it, and gives an error of its own if the file cannot be made,
// else that of f. It is called once for each path, from several goroutines.
type files interface {
	Paths() []string
	Use(path string, f func(content []byte) error) error
}

func write(ctx context.Context, site files, dir string, o Options) (_ Report, err error) {
	if err := Check(dir, o.Sources, o.Home); err != nil {
		return Report{}, err
	}
	want, err := expect(site)
	if err != nil {
		return Report{}, err
	}
	f, err := openFolder(dir)
	if err != nil {
		return Report{}, fmt.Errorf("open the output folder: %w", err)
	}
	defer func() {
		f.close()
		if err != nil {
			f.unmake()
		}
	}()
	unlock, err := lock(ctx, f.root, dir, o.Wait)
	if err != nil {
		return Report{}, err
	}
	defer unlock()
	r, err := update(ctx, f, want, o.Key)
	if err != nil && !errors.As(err, new(makingError)) {
		return Report{}, fmt.Errorf("output folder %s: %w", dir, err)
	}
	return r, err
}

// update brings a folder that nobody else writes to into line with the site.
func update(ctx context.Context, s sink, want contents, key string) (Report, error) {
	if err := s.RemoveAll(stagingName); err != nil {
		return Report{}, fmt.Errorf("remove what an interrupted build left in %s: %w", stagingName, cause(err))
	}
	old, err := readManifest(s)
	if err != nil {
		return Report{}, err
	}
	v, err := survey(ctx, s, want, old)
	if err != nil {
		return Report{}, err
	}
	found, err := v.make(ctx)
	if err != nil {
		return Report{}, errors.Join(err, clear(s))
	}
	if err := commit(ctx, s, plan(want, found, old, key)); err != nil {
		return Report{}, err
	}
	return found.report(want), nil
}
