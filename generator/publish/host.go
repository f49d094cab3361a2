package publish

import (
	"context"
	"errors"

	"journal/generator/manifest"
)

// Host is a place that serves files to strangers. The conformance suite in package
// publishtest holds every kind of host to the rules that stand here.
//
// Paths are slash-separated, relative and clean; bytes come back as they were
// sent. All methods end when their context does, and wait for nobody without
// a limit. Errors that a repetition may mend are marked with Transient; the caller
// repeats them, with growing pauses, up to five times. A host that holds something
// open, such as a connection, is an io.Closer besides; who made it closes it.
type Host interface {
	// String names the place for its author, without anything secret:
	// "branch gh-pages of git@example.org:me/road.git".
	String() string

	// Look tells what is there. It changes nothing, also where a place is yet to
	// be made: that is an empty State and no error.
	Look(ctx context.Context) (State, error)

	// Begin opens a publication upon what Look saw. It refuses what would have to
	// be undone by hand later: a branch that somebody works on, a folder that
	// another publication is writing to (ErrBusy).
	Begin(ctx context.Context, seen State) (Session, error)

	// Read gives a file as strangers would get it, or ErrAbsent.
	Read(ctx context.Context, path string) ([]byte, error)
}

// Session is a publication under way. Exactly one of Commit and Abort ends it; to
// call Abort after Commit does nothing, so it may be deferred.
//
// Hosts differ in when strangers see what a session did. Where Atomic is true
// they see it at Commit, all of it at once. Otherwise they see each file as soon
// as it is there, which is when Put or Delete returns or, where files are gathered,
// Flush. Commit flushes first.
type Session interface {
	Atomic() bool

	// Claim says that a publication is under way, before anything else is changed: it
	// puts a manifest where Look will find it, if the manifest that Look gave is still
	// there, and otherwise gives ErrStale. From then on Commit compares with this one.
	// To claim the same again is no error, since an answer may have been lost. Where
	// Atomic is true it is not called.
	Claim(ctx context.Context, manifest File) error

	// Put sends a file. Readers find the old bytes or the new ones at any moment,
	// never a part. To put the same file again is no error. The file of another
	// case, form or kind at that place (a folder, say) is an error.
	// Several files may be sent at once.
	Put(ctx context.Context, f File) error

	// Delete removes a file, and folders that are empty without it. A file that is
	// not there is no error, since the publication before may have been
	// interrupted. It never removes anything but this one file.
	Delete(ctx context.Context, path string) error

	// Flush returns when all files that were put and deleted so far are as Put and
	// Delete say, so that what is sent next may need them. A host may gather files
	// until then, to send many at once; one that does not has nothing to do. Where it
	// failed, to flush again is to try what is left.
	Flush(ctx context.Context) error

	// Commit makes the publication the current one and puts its manifest where
	// Look will find it, if the manifest that Look gave, or Claim put, is still there;
	// otherwise it gives ErrStale and what strangers see is as another publication left
	// it. To commit the same again is no error, either.
	Commit(ctx context.Context, manifest File) error

	// Abort gives up what was not committed and lets others begin. What strangers
	// see stays as it is.
	Abort(ctx context.Context) error
}

// ManifestPath is where the manifest lies, among the files of the site.
const ManifestPath = manifest.Name

// State is what a host holds.
type State struct {
	Manifest []byte            // as the last publication left it; nil if there is none
	Version  string            // of the manifest, for Commit to compare; the host's own
	Files    map[string]Object // all files there but the manifest, whoever put them there

	// Others says, where a host can tell, that somebody else has changed what is there
	// since: "the newest commit, 4f2a01c, was not made by journal". The publication is
	// refused then, unless the author adopts what is there.
	Others string

	// Unfinished says that the last publication was committed and then interrupted,
	// before the host had removed all that was to go. A publication finishes it, also
	// one that changes nothing.
	Unfinished bool
}

// Object is what a listing tells of a file. Size is in bytes, -1 if the host does
// not say.
type Object struct {
	Size int64
}

// File is a file to be sent.
type File struct {
	Path        string
	Bytes       []byte
	ContentType string // with its charset
	Cache       string // a Cache-Control
}

var (
	// ErrAbsent says that a file is not there.
	ErrAbsent = errors.New("it is not there")

	// ErrStale says that somebody else has published since Look.
	ErrStale = errors.New("somebody else has published meanwhile")

	// ErrBusy says that somebody else is publishing to the same place now.
	ErrBusy = errors.New("somebody else is publishing to the same place")
)

// Transient marks an error that may be gone when the same is tried again. After
// says how long the host asked to wait, in seconds; 0 if it did not.
func Transient(err error, after int) error {
	if err == nil {
		return nil
	}
	return &transientError{err, after}
}

type transientError struct {
	error
	after int
}

func (e *transientError) Unwrap() error { return e.error }

// RetryAfter reports whether an error is marked with Transient, and how many
// seconds the host asked to wait.
func RetryAfter(err error) (seconds int, transient bool) {
	var t *transientError
	if errors.As(err, &t) {
		return t.after, true
	}
	return 0, false
}
