package stamp

import (
	"io/fs"
	"syscall"
)

func identity(info fs.FileInfo) Identity {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return Identity{}
	}
	return Identity{Device: uint64(st.Dev), Number: st.Ino, Changed: st.Ctim.Nano()}
}
