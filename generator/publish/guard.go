package publish

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"journal/generator/manifest"
	"journal/generator/site"
)

// Guards keep a publication from doing harm. They look at what is there and at what
// is planned, and change nothing:
//
//   - A site without files is never published.
//   - A place has to be empty, or hold this very site. Otherwise the author says
//     that it is to be taken over (Adopt).
//   - Nobody else is at work there, as far as one can tell.
//   - Nothing foreign stands where a file has to go.
//   - The site has not shrunk by more than a fifth and more than ten files, unless
//     the author expects it (AllowDelete). Of what is sealed for an audience, a file
//     that goes while another comes into its folder does not count: a new passphrase
//     gives all of them new names. All other names are their authors'.

// mayShrink is up to how many files may go, whatever their share, and shrinkShare
// the part of all files that may go, whatever their number: one in so many.
const (
	mayShrink   = 10
	shrinkShare = 5
)

func (r *run) guard() error {
	checks := []func() error{r.guardEmpty, r.guardOthers, r.guardOpen, r.guardWay, r.guardShrunk}
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) guardEmpty() error {
	if len(r.site.items) > 0 {
		return nil
	}
	return &RefusedError{"the site has no files at all", "build it and look at it first: journal build"}
}

// guardOthers refuses what is not this site.
func (r *run) guardOthers() error {
	if r.o.Adopt {
		return nil
	}
	adopt := "if it is the right place, take it over with --adopt; files that others put there stay"
	switch {
	case r.damaged:
		return &RefusedError{fmt.Sprintf("%v lies in %s", manifest.ErrDamaged, r.host), adopt}
	case r.seen.Manifest == nil:
		if foreign := slices.DeleteFunc(slices.Sorted(maps.Keys(r.seen.Files)), KeptByHosts); len(foreign) > 0 {
			return &RefusedError{fmt.Sprintf("%s is not empty, and nothing there was published by journal: %s", r.host, some(foreign)), adopt}
		}
	case !r.known.Has(manifest.Site(r.o.Site)):
		return &RefusedError{fmt.Sprintf("%s holds another site that journal published or built, or this one from before its link_key or base_url was changed", r.host),
			"if it is the right place, take it over with --adopt; what that site had and this one does not is deleted"}
	}
	if r.seen.Others != "" {
		return &RefusedError{fmt.Sprintf("in %s %s", r.host, r.seen.Others), "if that can be replaced, take it over with --adopt; files that others put there stay"}
	}
	return nil
}

// KeptByHosts knows files that hosts and those who set them up put into a place that
// is otherwise empty.
func KeptByHosts(at string) bool {
	return slices.Contains([]string{"CNAME", ".domains", ".nojekyll", ".DS_Store", ".gitattributes"}, at) || strings.HasPrefix(at, ".well-known/")
}

// openFormat is how a manifest says when a publication began.
const openFormat = "2006-01-02T15:04Z"

// guardOpen refuses a place at which another publisher is at work. What the same one
// left is gone on with, since no two of them are at work at once.
func (r *run) guardOpen() error {
	if !r.known.Has(manifest.Open()) || r.known.Has(manifest.OpenBy(r.o.Publisher)) || r.o.Adopt {
		return nil
	}
	now := r.o.Now().UTC()
	lease := r.o.Deadline + 5*time.Minute
	for t := now.Add(5 * time.Minute); t.After(now.Add(-lease)); t = t.Add(-time.Minute) {
		if r.known.Has(manifest.OpenAt(t.Format(openFormat))) {
			return &RefusedError{fmt.Sprintf("%s is being published to by somebody else since %s", r.host, t.Format("15:04 UTC")),
				fmt.Sprintf("wait until it is done; if it was broken off, go on from here with --adopt, or without it after %s", t.Add(lease).Format("15:04 UTC"))}
		}
	}
	return nil
}

func (r *run) guardWay() error {
	var way []string
	for _, at := range r.steps.InTheWay {
		_, exact := r.site.known[at]
		if !exact || !r.o.Adopt {
			way = append(way, at)
		}
	}
	switch {
	case len(way) == 0:
		return nil
	case r.o.Adopt:
		return &RefusedError{fmt.Sprintf("somebody else's files in %s have names that the site needs for its own, but for capital letters, or as folders: %s", r.host, some(way)),
			"delete or rename them there"}
	}
	return &RefusedError{fmt.Sprintf("files in %s stand where the site's have to go, and journal did not put them there: %s", r.host, some(way)),
		"delete or rename them there, or replace them with --adopt"}
}

func (r *run) guardShrunk() error {
	came := map[string]int{} // how many that are sealed, by folder
	all := r.steps.Gone() + len(r.steps.Unchanged)
	for _, at := range r.steps.Send() {
		if _, there := r.seen.Files[at]; there {
			all++
		} else if isSealed(at) {
			came[path.Dir(at)]++
		}
	}
	var lost []string
	for _, at := range slices.Concat(r.steps.TakeDown, r.steps.Retire) {
		if folder := path.Dir(at); isSealed(at) && came[folder] > 0 {
			came[folder]--
		} else {
			lost = append(lost, at)
		}
	}
	gone := len(lost)
	if gone <= mayShrink || gone*shrinkShare <= all || gone <= r.o.AllowDelete {
		return nil
	}
	return &RefusedError{fmt.Sprintf("%d of the %d files of the site in %s would be deleted, such as %s", gone, all, r.host, some(lost)),
		fmt.Sprintf("if that is as it should be: --allow-delete %d", gone)}
}

// isSealed reports whether a file is sealed for an audience.
func isSealed(at string) bool {
	return strings.HasPrefix(at, site.SealedFolder) && path.Ext(at) == ".bin"
}

// adoptEqual finds out which of the files in the way have the very bytes that would
// replace them. Those are ours from now on.
func (r *run) adoptEqual(ctx context.Context) error {
	equal := false
	for _, at := range r.steps.InTheWay {
		item, wanted := r.site.known[at]
		if there := r.seen.Files[at]; !wanted || there.Size >= 0 && there.Size != item.Size {
			continue
		}
		var b []byte
		err := r.attempt(ctx, func(ctx context.Context) (err error) { b, err = r.host.Read(ctx, at); return err })
		if errors.Is(err, ErrAbsent) {
			continue // hosts may keep some files for themselves
		}
		if err != nil {
			return fmt.Errorf("read %s from %s: %w", at, r.host, err)
		}
		if manifest.Bytes(at, b) == item.Tag {
			r.known.Add(manifest.File(at))
			r.known.Add(item.Tag)
			equal = true
		}
	}
	if equal {
		r.steps = Plan(r.known, r.seen.Files, r.site.items)
	}
	return nil
}
