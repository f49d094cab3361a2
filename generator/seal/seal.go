// Package seal is the lock on protected pages: it turns pages and a passphrase
// into bytes that any host may keep and only a reader with the passphrase can
// open, in a browser and without asking anybody.
//
// # Construction
//
// A circle of readers has a passphrase and a Key made of it. All of it is in
// the standard library here, and in every browser as WebCrypto there.
//
//	kek       = PBKDF2-HMAC-SHA256(Spelling(passphrase), salt, rounds), 32 bytes
//	site key  = HKDF-SHA256(kek, salt: secret, "journal-seal-1 site key"), 32 bytes
//	wrapped   = AES-256-GCM(kek, site key)
//	page key  = HKDF-SHA256(site key, no salt, "journal-seal-1 page ID"), 32 bytes
//	blob      = AES-256-GCM(page key, padded page)
//
// rounds is a million (RFC 8018; OWASP's password storage cheat sheet asks for
// 600,000 of this function). A reader refuses fewer than MinRounds, so that a
// host cannot make guessing cheap, and more than MaxRounds, so that it cannot
// make a telephone hang.
//
// Nothing is random: equal pages and an equal passphrase give equal bytes, on
// every machine, so that a build without a change uploads nothing. Two different
// things never share a key and a nonce, because the nonce is worked out from what
// is sealed, as in RFC 8452:
//
//	nonce = HMAC-SHA256(HKDF-SHA256(key, no salt, "journal-seal-1 nonce"), AAD ‖ plain)[:12]
//
// AAD are the three strings "journal-seal-1", the circle's ID and the page's ID
// ("lock" for the wrapped key), joined by line feeds: a blob opens under its own
// name, in its own place, and nowhere else.
//
// Another passphrase is another site key, and each circle has its own. So to
// change a passphrase, or a circle's name, seals everything anew, and to take an
// entry from one circle takes a file from it that no other circle's key opens.
//
// # Files
//
//	lock:  rounds (4 bytes, the highest first) ‖ salt (16) ‖ nonce (12) ‖ wrapped (48)
//	blob:  nonce (12) ‖ ciphertext and its tag
//
// What is sealed is padded: its length (4 bytes, the highest first), then itself,
// then zeros up to Bucket. The size of a blob tells the bucket and nothing else.
//
// # What it does not do
//
// It does not hide that there are blobs, how many, when they change, and about
// how long they are. It does not take back what somebody has opened or copied.
// A host that puts another script in the place of ours can read along.
package seal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// Rounds are those of a new lock; a reader takes from MinRounds to MaxRounds.
const (
	Rounds    = 1_000_000
	MinRounds = 600_000
	MaxRounds = 10_000_000
)

const (
	format    = "journal-seal-1"
	saltSize  = 16
	nonceSize = 12
	tagSize   = 16
	keySize   = 32
	lockID    = "lock"
	lockSize  = 4 + saltSize + nonceSize + keySize + tagSize
)

// Index is the ID of the list of what a circle's files hold. It is the one name that
// readers have to know.
const Index = "index"

// CircleID is the neutral name of a circle: sixteen letters and digits that say
// nothing of the one that its author gave it, and stay the same when the passphrase
// changes. secret is as for NewKey.
func CircleID(name, secret string) string {
	return neutral(mac([]byte(secret), format+" circle\n"+name))
}

// ErrRefused is what opening gives for a wrong passphrase, for bytes that were
// changed or stand in another's place, and for a lock that asks for too little or
// too much work. Which of them it was cannot be told.
var ErrRefused = errors.New("it does not open")

// Key seals and opens what one circle may read. It holds a secret and has no
// way to say it.
type Key struct {
	circle string
	site   []byte
	lock   []byte
}

// Blob is a sealed page. Only Seal makes one with anything in it, so what has
// this type may be shown to anybody.
type Blob struct{ bytes []byte }

// Bytes is the blob's file. Nobody may change it.
func (b Blob) Bytes() []byte { return b.bytes }

// NewKey makes the key of a circle. circle is its ID, and secret what tells this
// journal from others; both are part of the key, and neither has to be secret for
// the passphrase to hold. It takes some tenths of a second.
func NewKey(passphrase, circle, secret string) (Key, error) {
	salt := mac([]byte(secret), format+" salt\n"+circle)[:saltSize]
	return newKey(passphrase, circle, secret, salt, Rounds)
}

func newKey(passphrase, circle, secret string, salt []byte, rounds int) (Key, error) {
	kek, err := stretch(passphrase, salt, rounds)
	if err != nil {
		return Key{}, err
	}
	site, err := hkdf.Key(sha256.New, kek, []byte(secret), format+" site key", keySize)
	if err != nil {
		return Key{}, fmt.Errorf("derive a circle's key: %w", err)
	}
	wrapped, err := seal(kek, aad(circle, lockID), site)
	if err != nil {
		return Key{}, err
	}
	lock := binary.BigEndian.AppendUint32(nil, uint32(rounds))
	return Key{circle, site, append(append(lock, salt...), wrapped...)}, nil
}

// Unlock gives the key that a lock holds for who has the passphrase, as a
// reader's browser does.
func Unlock(passphrase, circle string, lock []byte) (Key, error) {
	if len(lock) != lockSize {
		return Key{}, ErrRefused
	}
	rounds, rest := int(binary.BigEndian.Uint32(lock)), lock[4:]
	if rounds < MinRounds || rounds > MaxRounds {
		return Key{}, ErrRefused
	}
	kek, err := stretch(passphrase, rest[:saltSize], rounds)
	if err != nil {
		return Key{}, err
	}
	site, err := open(kek, aad(circle, lockID), rest[saltSize:])
	if err != nil {
		return Key{}, err
	}
	return Key{circle, site, bytes.Clone(lock)}, nil
}

// Circle is the ID that the key was made for.
func (k Key) Circle() string { return k.circle }

// Lock is the file that readers need besides the passphrase.
func (k Key) Lock() Blob { return Blob{k.lock} }

// ID is the name under which something is sealed: sixteen letters and digits
// that say nothing of the name it has in the journal.
func (k Key) ID(name string) string {
	return neutral(mac(mac(k.site, format+" ids"), name))
}

func neutral(sum []byte) string {
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:10]))
}

// Seal seals a page under an ID.
func (k Key) Seal(id string, page []byte) (Blob, error) {
	if len(k.site) != keySize {
		return Blob{}, errors.New("seal a page: there is no key")
	}
	key, err := k.pageKey(id)
	if err != nil {
		return Blob{}, err
	}
	sealed, err := seal(key, aad(k.circle, id), pad(page))
	return Blob{sealed}, err
}

// Open gives back what was sealed under an ID.
func (k Key) Open(id string, blob []byte) ([]byte, error) {
	key, err := k.pageKey(id)
	if err != nil {
		return nil, err
	}
	padded, err := open(key, aad(k.circle, id), blob)
	if err != nil {
		return nil, err
	}
	return unpad(padded)
}

func (k Key) pageKey(id string) ([]byte, error) {
	key, err := hkdf.Key(sha256.New, k.site, nil, format+" page "+id, keySize)
	if err != nil {
		return nil, fmt.Errorf("derive a page's key: %w", err)
	}
	return key, nil
}

// stretch makes guessing slow.
func stretch(passphrase string, salt []byte, rounds int) ([]byte, error) {
	key, err := pbkdf2.Key(sha256.New, Spelling(passphrase), salt, rounds, keySize)
	if err != nil {
		return nil, fmt.Errorf("derive a key from a passphrase: %w", err)
	}
	return key, nil
}

func aad(circle, id string) []byte { return []byte(format + "\n" + circle + "\n" + id) }

func seal(key, aad, plain []byte) ([]byte, error) {
	gcm, err := newGCM(key)
	if err != nil {
		return nil, err
	}
	nonceKey, err := hkdf.Key(sha256.New, key, nil, format+" nonce", keySize)
	if err != nil {
		return nil, fmt.Errorf("derive a nonce's key: %w", err)
	}
	nonce := mac(nonceKey, string(aad)+string(plain))[:nonceSize]
	return gcm.Seal(bytes.Clone(nonce), nonce, plain, aad), nil
}

func open(key, aad, sealed []byte) ([]byte, error) {
	gcm, err := newGCM(key)
	if err != nil {
		return nil, err
	}
	if len(sealed) < nonceSize {
		return nil, ErrRefused
	}
	plain, err := gcm.Open(nil, sealed[:nonceSize], sealed[nonceSize:], aad)
	if err != nil {
		return nil, ErrRefused
	}
	return plain, nil
}

func newGCM(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("make a cipher: %w", err)
	}
	return cipher.NewGCM(block)
}

func mac(key []byte, message string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(message))
	return h.Sum(nil)
}
