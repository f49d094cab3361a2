package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// programs are what this test binary can run as.
func programs() map[string]func() {
	return map[string]func(){"journal": main, deafCommand: deaf}
}

// deafCommand runs another program so that its watches are taken and never ring,
// as on a network disk.
const deafCommand = "deaf"

func deaf() {
	err := deafen()
	if err == nil {
		var path string
		if path, err = exec.LookPath(os.Args[1]); err == nil {
			err = syscall.Exec(path, os.Args[1:], os.Environ())
		}
	}
	fmt.Fprintf(os.Stderr, "%s: %v\n", deafCommand, err)
	os.Exit(1)
}

// deafen has the system answer inotify_add_watch with 0 and do nothing; see
// seccomp(2). It holds for this thread, and for the program that it becomes.
func deafen() error {
	runtime.LockOSThread()
	rules := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0}, // the number of the call
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: 1, K: unix.SYS_INOTIFY_ADD_WATCH},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO}, // no error
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	filter := unix.SockFprog{Len: uint16(len(rules)), Filter: &rules[0]}
	return unix.Prctl(unix.PR_SET_SECCOMP, unix.SECCOMP_MODE_FILTER, uintptr(unsafe.Pointer(&filter)), 0, 0)
}
