package publish

import (
	"context"
	"encoding/binary"
	"errors"

	"journal/generator/manifest"
)

// Inventory is what a place has to hold, without a byte of it: the site's files, each
// with its size and a hash. Whoever knows that the site is the one that was published
// last can ask with it whether the place is still as it should be, and need not make
// the site again. Nothing can be sent from an Inventory.
type Inventory struct{ items []Item } // by path

// Items are the site's files, by path.
func (i Inventory) Items() []Item { return i.items }

// Current looks at a place and reports whether a Push of the site would have nothing
// to do there. Where it would, or would refuse, the report says nothing. It changes
// nothing.
func Current(ctx context.Context, h Host, site Inventory, o Options) (Report, bool, error) {
	r, ctx, cancel := begin(ctx, h, o)
	defer cancel()
	r.site = snapshotBy(site)
	if err := r.look(ctx); err != nil {
		return Report{}, false, err
	}
	r.steps = Plan(r.known, r.seen.Files, site.items)
	r.report.Steps = r.steps
	if r.guard() != nil || !r.idle() {
		return Report{}, false, nil
	}
	r.report.Idle, r.report.Site = true, site
	r.report.Retries = int(r.retries.Load())
	return r.report, true, nil
}

// snapshotBy is a snapshot of which nothing can be sent.
func snapshotBy(site Inventory) snapshot {
	s := snapshot{items: site.items, known: make(map[string]Item, len(site.items))}
	for _, item := range site.items {
		s.known[item.Path] = item
	}
	return s
}

// Append appends the inventory to b, for ReadInventory.
func (i Inventory) Append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(i.items)))
	for _, item := range i.items {
		b = binary.AppendUvarint(b, uint64(len(item.Path)))
		b = append(b, item.Path...)
		b = binary.AppendUvarint(b, uint64(item.Size))
		b = append(b, item.Tag[:]...)
		hashed := byte(0)
		if item.Hashed {
			hashed = 1
		}
		b = append(b, hashed)
	}
	return b
}

var errNoInventory = errors.New("not a list of files that were published")

// ReadInventory reads what Append wrote, which has to be all of b.
func ReadInventory(b []byte) (Inventory, error) {
	number := func() (uint64, bool) {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			return 0, false
		}
		b = b[size:]
		return n, true
	}
	count, ok := number()
	if !ok || count > uint64(len(b)) {
		return Inventory{}, errNoInventory
	}
	items := make([]Item, 0, count)
	for range count {
		var item Item
		length, ok := number()
		if !ok || length > uint64(len(b)) {
			return Inventory{}, errNoInventory
		}
		item.Path, b = string(b[:length]), b[length:]
		size, ok := number()
		if !ok || len(b) < len(manifest.Tag{})+1 {
			return Inventory{}, errNoInventory
		}
		item.Size, b = int64(size), b[copy(item.Tag[:], b):]
		item.Hashed, b = b[0] == 1, b[1:]
		items = append(items, item)
	}
	if len(b) > 0 {
		return Inventory{}, errNoInventory
	}
	return Inventory{items}, nil
}
