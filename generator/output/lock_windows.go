package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// tryLock makes a lock file and keeps it open. Windows does not let anybody
// remove a file that is open, so one that can be removed was left by a process
// that has died. The result is nil if somebody else has the lock.
func tryLock(root *os.Root) (unlock func(), err error) {
	name := filepath.Join(root.Name(), lockName)
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return func() {
		f.Close()
		os.Remove(name)
	}, nil
}
