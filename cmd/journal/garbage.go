package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// A collector has garbage collected while nobody waits. An edit leaves behind what it
// took the place of, and collecting that beside the next edit would be felt: looking
// through a large journal takes longer than making a page.
type collector struct {
	left    time.Time     // when garbage was last left; zero: there is none worth it
	running chan struct{} // closed when collecting ends; nil: it never began
}

const (
	// atRest is how long nothing must have happened before garbage is collected.
	atRest = 3 * time.Second

	// worthIt is how much garbage must lie, in bytes, for that.
	worthIt = 64 << 20

	// roomAtLeast is how much may lie, in bytes, before it is collected in any case;
	// where more than half of that is in use, twice as much as is in use. It lies for as
	// long as saves follow one another without a rest.
	roomAtLeast = 256 << 20
)

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
	if c.isRunning() {
		c.leave() // what is being collected was left before
		return atRest
	}
	c.left = time.Time{}
	if _, garbage := memory(); garbage < worthIt {
		return whenItRings
	}
	c.running = make(chan struct{})
	go func(done chan<- struct{}) {
		defer close(done)
		runtime.GC() // and no memory is given back: asking for it again takes longer than using it again
		inUse, _ := memory()
		debug.SetGCPercent(roomPercent(inUse))
	}(c.running)
	return whenItRings
}

func (c *collector) isRunning() bool {
	if c.running == nil {
		return false
	}
	select {
	case <-c.running:
		return false
	default:
		return true
	}
}

// roomPercent is the room for garbage as the runtime wants it said: in hundredths of
// what is in use.
func roomPercent(inUse uint64) int {
	return int(100 * max(roomAtLeast, 2*inUse) / max(inUse, 1<<20))
}

// memory is how much was in use after the last collection, and how much more there is
// now, in bytes.
func memory() (inUse, garbage uint64) {
	samples := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(samples)
	inUse, all := samples[0].Value.Uint64(), samples[1].Value.Uint64()
	return inUse, max(all, inUse) - inUse
}
