package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// quick is a key of few rounds: what is tested beside PBKDF2 does not depend on
// their number.
func quick(t *testing.T, passphrase, circle, secret string) Key {
	t.Helper()
	k, err := newKey(passphrase, circle, secret, mac([]byte(secret), circle)[:saltSize], 1)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func sealed(t *testing.T, k Key, id, page string) []byte {
	t.Helper()
	b, err := k.Seal(id, []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSealAndOpen(t *testing.T) {
	k := quick(t, "p", "c", "s")
	for _, n := range []int{0, 1, 4091, 4092, 4093, 65531, 65532, 65533, 300_000} {
		page := strings.Repeat("é", n/2) + strings.Repeat("x", n%2)
		blob := sealed(t, k, "a", page)
		got, err := k.Open("a", blob)
		if err != nil || string(got) != page {
			t.Errorf("%d bytes: %d bytes came back, %v", n, len(got), err)
		}
		if want := nonceSize + Bucket(lengthSize+n) + tagSize; len(blob) != want {
			t.Errorf("%d bytes are sealed in %d, want %d", n, len(blob), want)
		}
	}
}

func TestBucket(t *testing.T) {
	for _, c := range [][2]int{
		{0, 4096}, {1, 4096}, {4096, 4096}, {4097, 8192}, {65535, 65536}, {65536, 65536}, {65537, 73728},
		{131072, 131072}, {131073, 147456}, {1 << 20, 1 << 20}, {1<<20 + 1, 1<<20 + 1<<17},
	} {
		if got := Bucket(c[0]); got != c[1] {
			t.Errorf("Bucket(%d) = %d, want %d", c[0], got, c[1])
		}
	}
	for n := 1; n < 1<<21; n += 97 {
		if b := Bucket(n); b < n || n > coarse && b > n+n/8+1 || Bucket(b) != b {
			t.Fatalf("Bucket(%d) = %d", n, b)
		}
	}
}

func TestEqualIsEqual(t *testing.T) {
	k := quick(t, "p", "c", "s")
	if !bytes.Equal(sealed(t, k, "a", "page"), sealed(t, quick(t, "p", "c", "s"), "a", "page")) {
		t.Error("the same page is sealed in other bytes")
	}
	one := sealed(t, k, "a", "page")
	for name, other := range map[string][]byte{
		"another page":       sealed(t, k, "a", "pagf"),
		"another ID":         sealed(t, k, "b", "page"),
		"another circle":     sealed(t, quick(t, "p", "d", "s"), "a", "page"),
		"another passphrase": sealed(t, quick(t, "q", "c", "s"), "a", "page"),
		"another journal":    sealed(t, quick(t, "p", "c", "t"), "a", "page"),
	} {
		if bytes.Equal(one[:nonceSize], other[:nonceSize]) || bytes.Equal(one[nonceSize:], other[nonceSize:]) {
			t.Errorf("%s has the same nonce or the same bytes", name)
		}
	}
	if k.ID("x") == quick(t, "q", "c", "s").ID("x") || k.ID("x") == k.ID("y") || len(k.ID("x")) != 16 {
		t.Errorf("ID %q", k.ID("x"))
	}
}

func TestTamperedBytesAreRefused(t *testing.T) {
	k := quick(t, "p", "c", "s")
	blob := sealed(t, k, "a", "page")
	for i := range blob {
		changed := bytes.Clone(blob)
		changed[i] ^= 1 << (i % 8)
		if _, err := k.Open("a", changed); !errors.Is(err, ErrRefused) {
			t.Fatalf("byte %d: %v", i, err)
		}
	}
	for _, n := range []int{0, 1, nonceSize, nonceSize + tagSize, len(blob) - 1} {
		if _, err := k.Open("a", blob[:n]); !errors.Is(err, ErrRefused) {
			t.Errorf("the first %d bytes: %v", n, err)
		}
	}
	if _, err := k.Open("a", append(bytes.Clone(blob), 0)); !errors.Is(err, ErrRefused) {
		t.Errorf("one byte more: %v", err)
	}
	if _, err := k.Open("b", blob); !errors.Is(err, ErrRefused) {
		t.Errorf("in another's place: %v", err)
	}
	if _, err := quick(t, "q", "c", "s").Open("a", blob); !errors.Is(err, ErrRefused) {
		t.Errorf("with another passphrase: %v", err)
	}
}

func TestUnpadRefusesALengthThatIsTooGreat(t *testing.T) {
	padded := pad([]byte("page"))
	binary.BigEndian.PutUint32(padded, uint32(len(padded)))
	for _, b := range [][]byte{nil, {0, 0, 0}, padded, {0xff, 0xff, 0xff, 0xff}} {
		if _, err := unpad(b); !errors.Is(err, ErrRefused) {
			t.Errorf("%x: %v", b[:min(len(b), 8)], err)
		}
	}
}

func TestUnlock(t *testing.T) {
	k, err := NewKey("Grüße aus Zürich", "c", "s")
	if err != nil {
		t.Fatal(err)
	}
	lock := k.Lock().Bytes()
	if got := binary.BigEndian.Uint32(lock); got < 1_000_000 {
		t.Errorf("%d rounds", got)
	}
	decomposed := "Gru\u0308ße aus Zu\u0308rich"
	again, err := Unlock(decomposed, "c", lock)
	if err != nil || !bytes.Equal(again.site, k.site) {
		t.Errorf("letters and their marks apart: %v", err)
	}
	if _, err := Unlock("Grüsse aus Zürich", "c", lock); !errors.Is(err, ErrRefused) {
		t.Errorf("a wrong passphrase: %v", err)
	}
	if _, err := Unlock("Grüße aus Zürich", "d", lock); !errors.Is(err, ErrRefused) {
		t.Errorf("another circle: %v", err)
	}
	for _, at := range []int{3, 4, 31, 63, lockSize - 1} {
		changed := bytes.Clone(lock)
		changed[at] ^= 1
		if _, err := Unlock("Grüße aus Zürich", "c", changed); !errors.Is(err, ErrRefused) {
			t.Errorf("byte %d of the lock: %v", at, err)
		}
	}
}

func TestUnlockRefusesRounds(t *testing.T) {
	for _, rounds := range []int{0, 1, MinRounds - 1, MaxRounds + 1, 1<<32 - 1} {
		k := quick(t, "p", "c", "s")
		lock := k.Lock().Bytes()
		binary.BigEndian.PutUint32(lock, uint32(rounds))
		if _, err := Unlock("p", "c", lock); !errors.Is(err, ErrRefused) {
			t.Errorf("%d rounds: %v", rounds, err)
		}
	}
	if _, err := Unlock("p", "c", nil); !errors.Is(err, ErrRefused) {
		t.Errorf("no lock: %v", err)
	}
}

// The format is a promise to pages that are out there. The sums were worked out
// by a program of a few lines on another library (Node's WebCrypto).
func TestVectors(t *testing.T) {
	k, err := NewKey("correct horse battery staple", "abcdefghijklmnop", "journal")
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range vectors {
		var got []byte
		switch i {
		case 0:
			got = k.Lock().Bytes()
		default:
			got = sealed(t, k, fmt.Sprintf("page-%d", i), strings.Repeat("ä", i*1000))
		}
		sum := sha256.Sum256(got)
		if hex.EncodeToString(sum[:]) != want {
			t.Errorf("vector %d: %x", i, sum)
		}
	}
}

var vectors = []string{
	"3b01936e647376867a8c5a225759424b7bbfb84b45acf95ed15a0301ed2f2a34",
	"dee498e730dd49b791c70eaeb7cf0696f3adff9e52c846cfede02dc4527f19df",
	"bdc080ce0f3e1d49487e837a59bd4810a5b0a03a9db2db6c0262afdcb8c7ea0c",
}
