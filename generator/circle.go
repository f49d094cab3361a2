package generator

import (
	"fmt"

	"journal/generator/civil"
	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/edition"
	"journal/generator/journal"
	"journal/generator/memo"
	"journal/generator/render"
	"journal/generator/seal"
	"journal/generator/visibility"
)

// Circle is an audience of the journal and the site that its readers see, which is
// never written anywhere as it is.
type Circle struct {
	Audience config.Audience
	Site     render.Tree[edition.Circle]

	protected int
}

// Protected is how many entries the circle sees that strangers do not.
func (c Circle) Protected() int { return c.protected }

// Circles makes the sites of all audiences of a journal, in the order of
// journal.toml. It takes no passphrase.
func Circles(src Source, r Reading, m *memo.Store) ([]Circle, diag.List) {
	var circles []Circle
	var messages diag.List
	for _, a := range r.Config.Audiences {
		c := Circle{Audience: a}
		admit := edition.ForCircle(a.Name)
		tree, more := Make(src, r, counting(admit, &c.protected), m)
		c.Site = tree
		circles, messages = append(circles, c), append(messages, more...)
	}
	return circles, messages
}

// counting looks at what an edition admits.
func counting(admit Admit[edition.Circle], protected *int) Admit[edition.Circle] {
	return func(j journal.Journal, day civil.Date, m *memo.Store) (edition.Edition[edition.Circle], diag.List) {
		ed, messages := admit(j, day, m)
		*protected = protectedIn(ed)
		return ed, messages
	}
}

func protectedIn(ed edition.Edition[edition.Circle]) int {
	n := 0
	for _, e := range ed.Entries() {
		if e.Level < visibility.Unlisted {
			n++
		}
	}
	return n
}

// ReadBy is how many entries an audience may read that strangers may not. It makes no
// pages and takes no passphrase.
func ReadBy(r Reading, audience string) int {
	ed, _ := edition.ForCircle(audience)(r.Journal, r.Today, nil)
	return protectedIn(ed)
}

// Seal is the site that is published: that of strangers, and in it what each circle
// reads, sealed by the key of its name.
func Seal(public render.Tree[edition.Public], circles []Circle, keys map[string]seal.Key) (render.Tree[edition.Public], error) {
	for _, c := range circles {
		key, ok := keys[c.Audience.Name]
		if !ok {
			return render.Tree[edition.Public]{}, fmt.Errorf("seal what %s reads: there is no key", c.Audience.Name)
		}
		public = render.Seal(public, c.Site, key)
	}
	return public, nil
}

// NewKey makes the key of an audience of this journal from its passphrase. It takes
// some tenths of a second.
func NewKey(cfg config.Config, audience, passphrase string) (seal.Key, error) {
	return seal.NewKey(passphrase, seal.CircleID(audience, cfg.Secret()), cfg.Secret())
}
