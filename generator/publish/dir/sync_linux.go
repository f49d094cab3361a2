package dir

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncDisk asks the system to put what was written on the disk that the folder is
// on: one call for thousands of files.
func syncDisk(root *os.Root) error {
	d, err := root.Open(".")
	if err != nil {
		return err
	}
	defer d.Close()
	return unix.Syncfs(int(d.Fd()))
}
