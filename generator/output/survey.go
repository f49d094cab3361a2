package output

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"journal/generator/manifest"
)

// standing is how the folder stands to the site before anything is changed.
type standing struct {
	right   map[string]struct{} // files of the site whose bytes are right
	wrong   map[string]struct{} // files of the site that a build wrote, with other bytes
	stale   []string            // files that a build wrote and the site does not have
	dirs    map[string]struct{} // folders of the site that are there
	fresh   map[string]fresh    // folders of the site that are not
	emptied []string            // folders that a build made and the site does not have
	foreign []string            // see Report
	managed bool                // there is a manifest
}

// report is what will have been done once the folder is right.
func (st standing) report(want contents) Report {
	return Report{
		Written:   len(want.paths) - len(st.right),
		Unchanged: len(st.right),
		Removed:   len(st.stale),
		Foreign:   st.foreign,
		held:      want.held(),
	}
}

// Conflict is a file or folder that a build may not touch and cannot leave.
type Conflict struct{ Path, Why string }

// ConflictError lists everything in the output folder that keeps the site from
// being written. Nothing was changed.
type ConflictError struct{ Conflicts []Conflict }

// shownConflicts is how many the text of the error names.
const shownConflicts = 10

func (e *ConflictError) Error() string {
	var b strings.Builder
	b.WriteString("nothing was changed, since these are not ours to replace or remove; delete them or move them away, and build again")
	for i, c := range e.Conflicts {
		if i == shownConflicts {
			fmt.Fprintf(&b, "\n  and %d more", len(e.Conflicts)-i)
			break
		}
		fmt.Fprintf(&b, "\n  %s: %s", c.Path, c.Why)
	}
	return b.String()
}

const (
	inTheWay = "no build of journal wrote this, and the site needs its place"
	sameName = "no build of journal wrote this, and the site needs this name or that of its folder, capital letters aside"
	edited   = "a build wrote this, somebody changed it since, and the site no longer has it"
)

// surveyor looks through the folders that are ours and sorts what it finds.
type surveyor struct {
	s    sink
	want contents
	old  manifest.Tags

	standing
	present   map[string]struct{} // files of the site that something is in the place of
	conflicts []Conflict
}

// survey looks at the names in the folders that are ours, and at nothing else.
func survey(ctx context.Context, s sink, want contents, old manifest.Tags) (*surveyor, error) {
	v := &surveyor{s: s, want: want, old: old, present: map[string]struct{}{}}
	v.right, v.wrong, v.dirs = map[string]struct{}{}, map[string]struct{}{}, map[string]struct{}{}
	for level := []string{"."}; len(level) > 0; {
		var err error
		if level, err = v.list(ctx, level); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// settle puts what was found in order, or reports what is in the way.
func (v *surveyor) settle() error {
	if len(v.conflicts) > 0 {
		slices.SortFunc(v.conflicts, func(a, b Conflict) int { return strings.Compare(a.Path, b.Path) })
		return &ConflictError{v.conflicts}
	}
	slices.Sort(v.stale)
	slices.Sort(v.emptied)
	slices.Sort(v.foreign)
	return nil
}

// list sorts what is in the given folders, and gives the folders in them that
// are ours.
func (v *surveyor) list(ctx context.Context, dirs []string) (ours []string, err error) {
	entries := make([][]fs.DirEntry, len(dirs))
	err = each(ctx, len(dirs), func(i int) (err error) {
		if entries[i], err = v.s.ReadDir(dirs[i]); err != nil {
			return fmt.Errorf("look into %s: %w", dirs[i], cause(err))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i, dir := range dirs {
		for _, e := range entries[i] {
			p := path.Join(dir, e.Name())
			switch {
			case p == manifest.Name && e.Type().IsRegular():
				v.managed = true
			case p == stagingName || p == lockName:
			case e.IsDir():
				if v.foundDir(p) {
					ours = append(ours, p)
				}
			case e.Type().IsRegular():
				v.foundFile(p)
			default:
				v.foundForeign(p)
			}
		}
	}
	return ours, nil
}

// foundDir sorts a folder and reports whether it is ours to look into.
func (v *surveyor) foundDir(p string) bool {
	switch {
	case v.want.hasDir(p):
		v.dirs[p] = struct{}{}
	case v.old.Has(manifest.Folder(p)):
		v.emptied = append(v.emptied, p)
	default:
		v.foundForeign(p + "/")
		return false
	}
	return true
}

func (v *surveyor) foundFile(p string) {
	switch {
	case v.want.hasFile(p):
		v.present[p] = struct{}{}
	case v.old.Has(manifest.File(p)):
		v.stale = append(v.stale, p)
	default:
		v.foundForeign(p)
	}
}

func (v *surveyor) foundForeign(p string) {
	v.foreign = append(v.foreign, p)
	name := strings.TrimSuffix(p, "/")
	switch {
	case v.want.hasFile(name) || v.want.hasDir(name) || name == manifest.Name:
		v.conflicts = append(v.conflicts, Conflict{p, inTheWay})
	case v.want.shadows(name):
		v.conflicts = append(v.conflicts, Conflict{p, sameName})
	}
}

// judge sorts the site's files that are there by whether their bytes are right. A
// foreign file with the right bytes counts as ours from now on.
func (v *surveyor) judge(verdicts []verdict) {
	for i, p := range v.want.paths {
		switch {
		case verdicts[i] == absent:
		case verdicts[i] == equal:
			v.right[p] = struct{}{}
		case v.old.Has(manifest.File(p)):
			v.wrong[p] = struct{}{}
		default:
			v.foundForeign(p)
		}
	}
}

// checkStale finds the files that must go but were changed by hand. An empty
// file holds nobody's work: it is what a power cut may leave.
func (v *surveyor) checkStale(ctx context.Context) error {
	ours := make([]bool, len(v.stale))
	err := each(ctx, len(v.stale), func(i int) error {
		b, err := v.s.ReadFile(v.stale[i])
		if err != nil {
			return fmt.Errorf("read %s: %w", v.stale[i], cause(err))
		}
		ours[i] = len(b) == 0 || v.old.Has(manifest.Bytes(v.stale[i], b))
		return nil
	})
	for i, p := range v.stale {
		if err == nil && !ours[i] {
			v.conflicts = append(v.conflicts, Conflict{p, edited})
		}
	}
	return err
}
