package main

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// A collector has garbage collected while nobody waits. An edit leaves behind what it
// took the place of, and collecting that beside the next edit would be felt: looking
// through a large journal takes longer than making a page.
type collector struct {
	left    time.Time     // when garbage was last left; zero: there is none
	running chan struct{} // closed when collecting ends; nil: nothing is being collected
}

// atRest is how long nothing must have happened before garbage is collected.
const atRest = 2 * time.Second

// roomAtLeast is how much garbage may lie, in bytes, before it is collected in any
// case; where more than half of that is in use, twice as much as is in use. It lies
// for as long as saves follow one another without a rest.
const roomAtLeast = 256 << 20

// leave says that garbage was left.
func (c *collector) leave() { c.left = time.Now() }

// wait begins to collect when it is time to, or says how long until then; whenItRings
// where there is nothing to wait for.
func (c *collector) wait() time.Duration {
	if c.left.IsZero() {
		return whenItRings
	}
	if wait := time.Until(c.left.Add(atRest)); wait > 0 {
		return wait
	}
	if c.running != nil {
		select {
		case <-c.running:
		default:
			c.leave() // what is being collected was left before
			return atRest
		}
	}
	c.left, c.running = time.Time{}, make(chan struct{})
	go func(done chan<- struct{}) {
		defer close(done)
		debug.FreeOSMemory()
		debug.SetGCPercent(roomPercent(inUse()))
	}(c.running)
	return whenItRings
}

// roomPercent is the room for garbage as the runtime wants it said: in hundredths of
// what is in use.
func roomPercent(inUse uint64) int {
	return int(100 * max(roomAtLeast, 2*inUse) / max(inUse, 1<<20))
}

// inUse is how much memory was in use after the last collection, in bytes.
func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
