package dir

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"time"

	"journal/generator/publish"
)

const (
	// lockName is the lock, a folder in the folder. Files wait in it until they are
	// put in place.
	lockName = ".journal-publishing"

	// ownerName is the file in it that says whose it is.
	ownerName = "owner"

	// lease is after what time a lock counts for nothing, whosoever it is. It is more
	// than a publication may take.
	lease = time.Hour

	// madePrefix begins the names of locks that are being made or removed.
	madePrefix = ".journal-lock-"

	// lockMode keeps strangers from being served what is in it.
	lockMode = 0o700
)

// owner is who holds a lock.
type owner struct {
	machine string // a hash of its name: a server might show the file to strangers
	process int
	since   time.Time
}

func (o owner) String() string {
	return fmt.Sprintf("%s %d %s\n", o.machine, o.process, o.since.UTC().Format(time.RFC3339))
}

func parseOwner(text string) (owner, bool) {
	words := strings.Fields(text)
	if len(words) != 3 {
		return owner{}, false
	}
	process, err := strconv.Atoi(words[1])
	since, err2 := time.Parse(time.RFC3339, words[2])
	return owner{words[0], process, since}, err == nil && err2 == nil
}

func thisProcess(now time.Time) owner {
	name, _ := os.Hostname()
	sum := sha256.Sum256([]byte("machine " + name))
	return owner{hex.EncodeToString(sum[:6]), os.Getpid(), now}
}

// gone reports whether the owner cannot be at work any more.
func (o owner) gone(now time.Time) bool {
	me := thisProcess(now)
	if o.machine == me.machine && o.process != me.process && !runs(o.process) {
		return true
	}
	return now.Sub(o.since) > lease || o.since.Sub(now) > lease
}

// lock locks the folder for this process. The error is publish.ErrBusy if another
// holds the lock.
func lock(root *os.Root, now time.Time) error {
	mine := madePrefix + rand.Text()
	if err := root.Mkdir(mine, lockMode); err != nil {
		return trouble(err)
	}
	defer root.RemoveAll(mine)
	if err := root.WriteFile(mine+"/"+ownerName, []byte(thisProcess(now).String()), 0o600); err != nil {
		return trouble(err)
	}
	for range 3 {
		if root.Rename(mine, lockName) == nil {
			return trouble(clearLocks(root))
		}
		if err := breakStale(root, now); err != nil {
			return err
		}
	}
	return publish.ErrBusy
}

// breakStale removes a lock whose owner is gone.
func breakStale(root *os.Root, now time.Time) error {
	text, err := root.ReadFile(lockName + "/" + ownerName)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := root.Lstat(lockName); errors.Is(err, fs.ErrNotExist) {
			return nil // it was given back
		}
	} else if err != nil {
		return trouble(err)
	}
	holder, ok := parseOwner(string(text))
	if ok && !holder.gone(now) {
		return publish.Remedy(fmt.Errorf("%w, since %s", publish.ErrBusy, holder.since.UTC().Format("15:04 UTC")),
			"wait until that is done, and publish again. Should nobody be at work, delete the folder "+lockName+" there")
	}
	aside := madePrefix + rand.Text()
	if err := root.Rename(lockName, aside); err != nil {
		return nil // somebody else was quicker
	}
	if now, err := root.ReadFile(aside + "/" + ownerName); err == nil && string(now) != string(text) {
		// The lock changed hands in between: it is not stale.
		_ = root.Rename(aside, lockName)
		return publish.ErrBusy
	}
	return trouble(root.RemoveAll(aside))
}

// clearLocks removes what processes left that died while they made a lock or removed
// one.
func clearLocks(root *os.Root) error {
	d, err := root.Open(".")
	if err != nil {
		return err
	}
	defer d.Close()
	names, err := d.Readdirnames(-1)
	if err != nil {
		return err
	}
	for _, name := range names {
		if strings.HasPrefix(name, madePrefix) {
			if err := root.RemoveAll(name); err != nil {
				return err
			}
		}
	}
	return nil
}
