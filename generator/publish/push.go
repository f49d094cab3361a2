package publish

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"journal/generator/audit"
	"journal/generator/edition"
	"journal/generator/manifest"
	"journal/generator/render"
)

// Options are the surroundings of a Push.
type Options struct {
	// Site is an id of the site, which tells it from others in the same place. It is
	// not published, but for a hash.
	Site string

	// Key hides in the manifest how many files the site has; see package manifest.
	Key string

	// Publisher is an id of whoever publishes: no two publications with the same one
	// run at once. It is not published, but for a hash.
	Publisher string

	Adopt       bool // take over a place that is not known to be ours
	AllowDelete int  // up to how many files may go
	DryRun      bool // plan, and stop

	// Inspect is shown the site's files before anything else, and may refuse them. It
	// may be nil.
	Inspect func([]Item) error

	// Confirm is asked once it is known what would be done, unless nothing is. An
	// error ends the publication. It may be nil.
	Confirm func(context.Context, Report) error

	// Progress is told what is done, one call at a time. It may be nil.
	Progress func(Progress)

	Deadline time.Duration // for all of it; 0 means half an hour
	Parallel int           // how many files are sent at once; 0 means eight

	Now    func() time.Time                                 // nil means the clock
	Random func() float64                                   // between 0 and 1; nil means the machine's
	Sleep  func(ctx context.Context, d time.Duration) error // nil means to sleep
}

const (
	defaultDeadline = 30 * time.Minute
	defaultParallel = 8
)

// Progress is how far a publication has come.
type Progress struct {
	What  Phase
	Done  int
	Total int
	Path  string // the last file
}

// Phase is a part of a publication.
type Phase string

// The parts of a publication, in order.
const (
	Looking   Phase = "looking at what is there"
	Taking    Phase = "taking down"
	Sending   Phase = "sending"
	Sweeping  Phase = "deleting"
	Ending    Phase = "making it current"
	Verifying Phase = "checking"
)

// Push publishes a site that the audit passed. The audit is asked for its proof when
// it is known that there is something to do, and before anything is done.
//
// Errors are a *RefusedError where nothing was changed, an *UnfinishedError where
// something was and not all, and otherwise what kept it from beginning. The report
// says what was done also when there is an error.
func Push(ctx context.Context, h Host, tree render.Tree[edition.Public], prove func(context.Context) (audit.Proof, error), o Options) (Report, error) {
	return push(ctx, h, fleeting{tree}, func(ctx context.Context) (proof, error) { return prove(ctx) }, o)
}

// fleeting is a tree that keeps nothing of what it made: a file that is sent is made
// again, which takes less than the memory for a large site would.
type fleeting struct{ render.Tree[edition.Public] }

func (t fleeting) Bytes(path string) ([]byte, error) { return t.Once(path) }

// proof is what this package needs of an audit.Proof.
type proof interface{ Covers(tree string) bool }

type prover func(context.Context) (proof, error)

// run is one publication.
type run struct {
	host Host
	o    Options
	site snapshot

	seen    State
	known   manifest.Tags // what the manifest there says
	damaged bool          // it cannot be read
	steps   Steps

	retries  atomic.Int64
	mu       sync.Mutex // guards what stands below
	report   Report
	progress Progress
	left     leftovers
}

func push(ctx context.Context, h Host, site files, prove prover, o Options) (Report, error) {
	r, ctx, cancel := begin(ctx, h, o)
	defer cancel()
	err := r.publish(ctx, site, prove)
	r.report.Retries = int(r.retries.Load())
	return r.report, err
}

// begin begins a publication, which ends with its deadline.
func begin(ctx context.Context, h Host, o Options) (*run, context.Context, context.CancelFunc) {
	r := &run{host: h, o: withDefaults(o), report: Report{Host: h.String()}}
	late := fmt.Errorf("it was not done after %v", r.o.Deadline)
	ctx, cancel := context.WithTimeoutCause(ctx, r.o.Deadline, late)
	return r, ctx, cancel
}

func withDefaults(o Options) Options {
	if o.Deadline == 0 {
		o.Deadline = defaultDeadline
	}
	if o.Parallel == 0 {
		o.Parallel = defaultParallel
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Float64
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	return o
}

// publish is the protocol; see the package comment.
func (r *run) publish(ctx context.Context, site files, prove prover) error {
	if err := r.prepare(ctx, site); err != nil {
		return err
	}
	if err := r.look(ctx); err != nil {
		return err
	}
	r.steps = Plan(r.known, r.seen.Files, r.site.items)
	if err := r.adoptEqual(ctx); err != nil {
		return err
	}
	r.report.Steps = r.steps
	r.report.First = !r.known.Has(manifest.Site(r.o.Site))
	if err := r.guard(); err != nil {
		return err
	}
	if r.idle() {
		r.report.Idle = true
		return nil
	}
	if err := r.prove(ctx, prove); err != nil {
		return err
	}
	if r.o.DryRun {
		return nil
	}
	if r.o.Confirm != nil {
		if err := r.o.Confirm(ctx, r.report); err != nil {
			return err
		}
	}
	if err := r.apply(ctx); err != nil {
		return err
	}
	return r.verify(ctx)
}

// prepare takes the snapshot.
func (r *run) prepare(ctx context.Context, site files) error {
	var err error
	if r.site, err = snapshotOf(ctx, site); err != nil {
		return err
	}
	r.report.Site = Inventory{r.site.items}
	if r.o.Inspect != nil {
		return r.o.Inspect(r.site.items)
	}
	return nil
}

// prove makes sure that the snapshot is what the audit passed.
func (r *run) prove(ctx context.Context, prove prover) error {
	p, err := prove(ctx)
	if err != nil {
		return err
	}
	if !p.Covers(r.site.hash) {
		return &RefusedError{"the site is not the one that was checked for what is private", "publish it again; if this stays so, please tell us"}
	}
	return nil
}

func (r *run) look(ctx context.Context) error {
	r.tell(Progress{What: Looking})
	err := r.attempt(ctx, func(ctx context.Context) (err error) { r.seen, err = r.host.Look(ctx); return err })
	if err != nil {
		return fmt.Errorf("look at what is in %s: %w", r.host, err)
	}
	r.known = manifest.Tags{}
	if r.seen.Manifest == nil {
		return nil
	}
	known, err := manifest.Decode(r.seen.Manifest)
	if errors.Is(err, manifest.ErrDamaged) {
		r.damaged = true
		return nil
	}
	r.known = known
	return err
}

// idle reports whether the place is as it should be: its files, and what its
// manifest says.
func (r *run) idle() bool {
	return r.steps.Idle() && !r.seen.Unfinished && !r.known.Has(manifest.Open()) && r.known.Has(manifest.Site(r.o.Site)) && r.known.Covers(r.siteTags())
}

// tell tells how far the publication has come.
func (r *run) tell(p Progress) {
	if r.o.Progress != nil {
		r.o.Progress(p)
	}
}
