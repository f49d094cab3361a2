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

// sealVectors are 200 things under eight locks: of all sizes around the ends of
// buckets, and of all bytes.
func sealVectors(t *testing.T) (locks []sealLock, vectors []sealVector) {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 7))
	b64 := base64.StdEncoding.EncodeToString
	sizes := []int{0, 1, 2, 100, 4091, 4092, 4093, 8187, 8188, 8189, 20_000, 65_531, 65_532, 65_533, 70_000}
	for n, passphrase := range []string{
		"gallantly unhelpful tapestry reprise cabana driver", "Grüße aus Zürich, siebenmal jährlich verschickt", "朝の駅で読んだ手紙は雨に濡れて文字が消えた",
		"  blanks   before\u00a0and\tafter, and in between  ", "Gru\u0308ße mit Za\u0308hlern und Pünktchen", "ЁЖИК в тумане идёт 17 вёрст", "a\u2003b c d e f g 1 2 3 4 5 6 7 8", "🦊 fox 🐝 bee 🌲 tree 🌊 sea",
	} {
		circle := seal.CircleID(fmt.Sprint("circle ", n), "secret")
		key, err := seal.NewKey(passphrase, circle, "secret")
		if err != nil {
			t.Fatal(err)
		}
		locks = append(locks, sealLock{passphrase, circle, b64(key.Lock().Bytes())})
		for i := range 25 {
			content := make([]byte, sizes[(n*25+i)%len(sizes)])
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

// sealProbe opens vectors in a page by the code of its script, and counts. step is how
// far apart the bytes are that are changed; in large ones not all are.
const sealProbe = `(async (locks, vectors, step) => {
	const {unlock, reveal} = journalSealed, bytes = (s) => Uint8Array.from(atob(s), (c) => c.charCodeAt(0));
	const same = (a, b) => a.byteLength === b.length && new Uint8Array(a).every((x, i) => x === b[i]);
	const out = {opened: 0, accepted: [], tried: 0, slowest: 0};
	const sites = [];
	for (const {passphrase, circle, bytes: lock} of locks) {
		const began = performance.now();
		sites.push(await unlock(passphrase, circle, bytes(lock)));
		out.slowest = Math.max(out.slowest, performance.now() - began);
	}
	const refused = async (what, attempt) => {
		out.tried++;
		try { await attempt(); out.accepted.push(what); } catch {}
	};
	for (const [n, {lock, id, want, blob}] of vectors.entries()) {
		const {circle} = locks[lock], site = sites[lock], data = bytes(blob);
		if (same(await reveal(site, circle, id, data), bytes(want))) out.opened++;
		await refused("another name", () => reveal(site, circle, id.replace(/./, (c) => c === "a" ? "b" : "a"), data));
		await refused("another circle", () => reveal(site, locks[(lock + 1) % locks.length].circle, id, data));
		await refused("another key", () => reveal(sites[(lock + 1) % locks.length], circle, id, data));
		await refused("cut short", () => reveal(site, circle, id, data.slice(0, -1)));
		const by = data.length < 9000 ? step : Math.max(step, 97);
		for (let from = n % by; from < data.length; from += 64 * by) {
			const batch = [];
			for (let i = from; i < Math.min(data.length, from + 64 * by); i += by) {
				const changed = data.slice();
				changed[i] ^= 1 << (i % 8);
				batch.push(refused("byte " + i + " of vector " + n, () => reveal(site, circle, id, changed)));
			}
			await Promise.all(batch);
		}
	}
	const lock = bytes(locks[0].bytes);
	for (let i = 0; i < lock.length; i += Math.min(step, 7)) {
		const changed = lock.slice();
		changed[i] ^= 1;
		await refused("byte " + i + " of a lock", () => unlock(locks[0].passphrase, locks[0].circle, changed));
	}
	for (const rounds of [0, 1, 599999, 10000001, 4294967295]) {
		const changed = lock.slice();
		new DataView(changed.buffer).setUint32(0, rounds);
		await refused(rounds + " rounds", () => unlock(locks[0].passphrase, locks[0].circle, changed));
	}
	await refused("another passphrase", () => unlock(locks[1].passphrase, locks[0].circle, lock));
	return JSON.stringify(out);
})`

// Row P7: a real browser opens what was sealed here by the script that is published,
// and nothing of which a byte was changed.
func TestBrowserOpensWhatWasSealed(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	r.open(t, r.page)
	r.waitFor(`window.journalSealed`)
	locks, vectors := sealVectors(t)
	step, portion := 997, len(vectors)
	if os.Getenv("JOURNAL_FAULTS") == "full" {
		step, portion = 1, 10 // a call may not take too long
	}
	opened, tried, slowest := 0, 0, 0.0
	for from := 0; from < len(vectors); from += portion {
		arguments, err := json.Marshal([]any{locks, vectors[from:min(len(vectors), from+portion)], step})
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Opened, Tried int
			Accepted      []string
			Slowest       float64
		}
		answer := evaluate[string](t, r.browserTab, sealProbe+"(..."+string(arguments)+")")
		if err := json.Unmarshal([]byte(answer), &got); err != nil {
			t.Fatal(err)
		}
		opened, tried, slowest = opened+got.Opened, tried+got.Tried, max(slowest, got.Slowest)
		for _, what := range got.Accepted {
			t.Errorf("accepted: %s", what)
		}
	}
	if opened != len(vectors) || len(vectors) != 200 {
		t.Errorf("%d of %d were opened", opened, len(vectors))
	}
	verdict := "pass"
	if t.Failed() {
		verdict = "fail"
	}
	line := fmt.Sprintf("P7 figure=vectors %d / tampered accepted 0 of %d / slowest unlock %d ms %s", opened, tried, int(slowest), verdict)
	t.Log(line)
	if os.Getenv("JOURNAL_FAULTS") == "full" {
		fmt.Println(line)
	}
}
