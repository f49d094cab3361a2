package generator_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"journal/generator/seal"
)

// A sealVector is something that was sealed here, for a browser to open.
type sealVector struct {
	Lock int    `json:"lock"` // which of the locks
	ID   string `json:"id"`
	Want string `json:"want"` // base64, as all bytes are
	Blob string `json:"blob"`
}

type sealLock struct {
	Passphrase string `json:"passphrase"`
	Circle     string `json:"circle"`
	Bytes      string `json:"bytes"`
}

// sealPassphrases are as people type them, in several scripts.
func sealPassphrases() []string {
	return []string{
		"gallantly unhelpful tapestry reprise cabana driver", "Grüße aus Zürich, siebenmal jährlich verschickt", "朝の駅で読んだ手紙は雨に濡れて文字が消えた",
		"  blanks   before\u00a0and\tafter, and in between  ", "Gru\u0308ße mit Za\u0308hlern und Pünktchen", "ЁЖИК в тумане идёт 17 вёрст", "a\u2003b c d e f g 1 2 3 4 5 6 7 8", "🦊 fox 🐝 bee 🌲 tree 🌊 sea",
	}
}

// vectorsOfLock is how many things are sealed under each lock.
const vectorsOfLock = 25

// sealSize is the size of one of them: around the ends of buckets, one under each lock
// large, the others small.
func sealSize(r *rand.Rand, lock, vector int) int {
	edges := []int{0, 1, 2, 100, 4091, 4092, 4093, 8187, 8188, 8189, 20_000}
	large := []int{65_531, 65_532, 65_533, 70_000}
	switch {
	case vector < len(edges):
		return edges[vector]
	case vector == len(edges):
		return large[lock%len(large)]
	}
	return r.IntN(6000)
}

// sealVectors are 200 things under eight locks: of all sizes around the ends of
// buckets, and of all bytes.
func sealVectors(t *testing.T) (locks []sealLock, vectors []sealVector) {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 7))
	b64 := base64.StdEncoding.EncodeToString
	for n, passphrase := range sealPassphrases() {
		circle := seal.CircleID(fmt.Sprint("circle ", n), "secret")
		key, err := seal.NewKey(passphrase, circle, "secret")
		if err != nil {
			t.Fatal(err)
		}
		locks = append(locks, sealLock{passphrase, circle, b64(key.Lock().Bytes())})
		for i := range vectorsOfLock {
			content := make([]byte, sealSize(r, n, i))
			for at := range content {
				content[at] = byte(r.Uint32())
			}
			id := key.ID(fmt.Sprintf("page-%d/index.html", i))
			blob, err := key.Seal(id, content)
			if err != nil {
				t.Fatal(err)
			}
			vectors = append(vectors, sealVector{n, id, b64(content), b64(blob.Bytes())})
		}
	}
	return locks, vectors
}

// sealProbe puts into a page what tries the code of its script. The keys of the locks are
// worked out once and stay there, since that is what takes long; everything else goes the
// way that a reader's page goes.
const sealProbe = `(async (locks) => {
	const {unlock, reveal} = journalSealed, bytes = (s) => Uint8Array.from(atob(s), (c) => c.charCodeAt(0));
	const same = (a, b) => a.byteLength === b.length && new Uint8Array(a).every((x, i) => x === b[i]);
	const sites = [];
	let slowest = 0, out;
	for (const {passphrase, circle, bytes: lock} of locks) {
		const began = performance.now();
		sites.push(await unlock(passphrase, circle, bytes(lock)));
		slowest = Math.max(slowest, performance.now() - began);
	}
	const refused = async (what, attempt) => {
		out.tried++;
		try { await attempt(); out.accepted.push(what); } catch { out.refused++; }
	};
	// each makes an attempt for every step-th byte, some of them side by side.
	const each = async (data, first, step, width, attempt) => {
		for (let from = first; from < data.length; from += width * step) {
			const batch = [];
			for (let i = from; i < Math.min(data.length, from + width * step); i += step) {
				const changed = data.slice();
				changed[i] ^= 1 << (i % 8);
				batch.push(attempt(i, changed));
			}
			await Promise.all(batch);
		}
	};
	const answer = async (work) => {
		out = {opened: 0, tried: 0, refused: 0, accepted: []};
		await work();
		return JSON.stringify(out);
	};
	window.probe = {
		slowest,
		vector: (n, {lock, id, want, blob}, step) => answer(async () => {
			const {circle} = locks[lock], site = sites[lock], data = bytes(blob), next = (lock + 1) % locks.length;
			if (same(await reveal(site, circle, id, data), bytes(want))) out.opened++;
			await refused("another name", () => reveal(site, circle, id.replace(/./, (c) => c === "a" ? "b" : "a"), data));
			await refused("another circle", () => reveal(site, locks[next].circle, id, data));
			await refused("another key", () => reveal(sites[next], circle, id, data));
			await refused("cut short", () => reveal(site, circle, id, data.slice(0, -1)));
			await each(data, n % step, step, 256, (i, changed) => refused("byte " + i + " of vector " + n, () => reveal(site, circle, id, changed)));
		}),
		lock: (n, step) => answer(async () => {
			const {passphrase, circle, bytes: b64} = locks[n], lock = bytes(b64);
			await each(lock, 0, step, 4, (i, changed) => refused("byte " + i + " of lock " + n, () => unlock(passphrase, circle, changed)));
			for (const rounds of [0, 1, 599999, 10000001, 4294967295]) {
				const changed = lock.slice();
				new DataView(changed.buffer).setUint32(0, rounds);
				await refused(rounds + " rounds", () => unlock(passphrase, circle, changed));
			}
			await refused("another passphrase", () => unlock(locks[(n + 1) % locks.length].passphrase, circle, lock));
			await refused("another circle's lock", () => unlock(passphrase, locks[(n + 1) % locks.length].circle, lock));
		}),
	};
	return slowest;
})`

// A sealTry is what came of some attempts in the page.
type sealTry struct {
	Opened, Tried, Refused int
	Accepted               []string
}

func (a *sealTry) add(t *testing.T, answer string) {
	t.Helper()
	var got sealTry
	if err := json.Unmarshal([]byte(answer), &got); err != nil {
		t.Fatal(err)
	}
	a.Opened, a.Tried, a.Refused = a.Opened+got.Opened, a.Tried+got.Tried, a.Refused+got.Refused
	for _, what := range got.Accepted {
		t.Errorf("accepted: %s", what)
	}
	a.Accepted = append(a.Accepted, got.Accepted...)
}

// Row P7: a real browser opens what was sealed here by the script that is published,
// and nothing of which a byte was changed. In full each byte of each blob and of each
// lock is changed; in CI one in a thousand, and some of one lock.
func TestBrowserOpensWhatWasSealed(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	r.open(t, r.page)
	r.waitFor(`window.journalSealed`)
	locks, vectors := sealVectors(t)
	full := os.Getenv("JOURNAL_FAULTS") == "full"
	step, lockStep, locksTried := 997, 7, 1
	if full {
		step, lockStep, locksTried = 1, 1, len(locks)
	}
	probe := func(call string, arguments ...any) string {
		return evaluate[string](t, r.browserTab, call+"(..."+asJSON(t, arguments)+")")
	}
	slowest := evaluate[float64](t, r.browserTab, sealProbe+"("+asJSON(t, locks)+")")
	var all sealTry
	for n, v := range vectors {
		all.add(t, probe("probe.vector", n, v, step))
	}
	for n := range locksTried {
		all.add(t, probe("probe.lock", n, lockStep))
	}
	if all.Opened != len(vectors) || len(vectors) != 200 {
		t.Errorf("%d of %d were opened", all.Opened, len(vectors))
	}
	if all.Tried != all.Refused || full && all.Tried < sealedBytes(t, locks, vectors) {
		t.Errorf("%d attempts, %d refused, %d bytes", all.Tried, all.Refused, sealedBytes(t, locks, vectors))
	}
	verdict := "pass"
	if t.Failed() {
		verdict = "fail"
	}
	line := fmt.Sprintf("P7 figure=vectors %d / tampered accepted %d of %d / slowest unlock %d ms %s", all.Opened, len(all.Accepted), all.Tried, int(slowest), verdict)
	t.Log(line)
	if full {
		fmt.Println(line)
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	written, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(written)
}

// sealedBytes is how many bytes there are to be changed.
func sealedBytes(t *testing.T, locks []sealLock, vectors []sealVector) int {
	t.Helper()
	n := 0
	count := func(b64 string) {
		written, err := base64.StdEncoding.DecodeString(b64)
		if err != nil {
			t.Fatal(err)
		}
		n += len(written)
	}
	for _, l := range locks {
		count(l.Bytes)
	}
	for _, v := range vectors {
		count(v.Blob)
	}
	return n
}
