package publish

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Report says what a publication did, or with DryRun what it would do.
type Report struct {
	Host  string
	Site  Inventory // what the place is to hold
	Steps Steps
	First bool // nothing of this site was there
	Idle  bool // all was there as it should be

	Sent    int   // files
	Deleted int   // files
	Bytes   int64 // of the files sent

	Checked int // files that were read back and found right
	Absent  int // paths that were taken down and found gone

	Retries int
}

// RefusedError says why nothing was published, and what to do. Nothing was changed.
type RefusedError struct{ Why, Do string }

func (e *RefusedError) Error() string { return e.Why + "; nothing was changed" }

// UnfinishedError says that a publication was broken off, why, and what is left to
// be done. To publish again goes on where it was.
type UnfinishedError struct {
	Err     error
	Unsent  []string // files that may not have been sent
	Present []string // files that strangers may still find, and should not
}

func (e *UnfinishedError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "not all was published: %v", e.Err)
	if len(e.Present) > 0 {
		fmt.Fprintf(&b, "; strangers can still find %s", some(e.Present))
	}
	if len(e.Unsent) > 0 {
		fmt.Fprintf(&b, "; yet to be sent: %s", some(e.Unsent))
	}
	return b.String()
}

func (e *UnfinishedError) Unwrap() error { return e.Err }

// mostNamed is how many files a sentence names.
const mostNamed = 5

// some names a few files and counts the others.
func some(paths []string) string {
	if len(paths) <= mostNamed {
		return strings.Join(paths, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(slices.Clone(paths[:mostNamed]), ", "), len(paths)-mostNamed)
}

// counted names one file, and counts more.
func counted(paths []string) string {
	if len(paths) == 1 {
		return paths[0]
	}
	return fmt.Sprintf("%d files", len(paths))
}

// Remedy adds to an error of a host what its author can do about it: "check that
// the bucket's name is right".
func Remedy(err error, do string) error {
	if err == nil {
		return nil
	}
	return &remedyError{err, do}
}

type remedyError struct {
	error
	do string
}

func (e *remedyError) Unwrap() error { return e.error }

// RemedyOf gives what can be done about an error of Push, or "".
func RemedyOf(err error) string {
	var remedy *remedyError
	var refused *RefusedError
	var unfinished *UnfinishedError
	var transient *transientError
	switch {
	case errors.As(err, &remedy):
		return remedy.do
	case errors.As(err, &refused):
		return refused.Do
	case errors.As(err, &unfinished):
		return "run it again: it goes on where it was"
	case errors.As(err, &transient):
		return "run it again later; it may be over then"
	case errors.Is(err, ErrStale):
		return "run it again: it sees then what the other one did"
	}
	return ""
}
