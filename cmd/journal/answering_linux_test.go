package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// programs are what this test binary can run as.
func programs() map[string]func() {
	return map[string]func(){"journal": main, answeringCommand: answering}
}

// answeringCommand runs a program for which the system answers one of its calls
// with an error number, or with 0, and does nothing: NUMBER ERROR PROGRAM...
const answeringCommand = "answering"

func answering() {
	err := runAnswering(os.Args[1:])
	fmt.Fprintf(os.Stderr, "%s: %v\n", answeringCommand, err)
	os.Exit(1)
}

func runAnswering(args []string) error {
	call, err := strconv.ParseUint(args[0], 10, 32)
	if err != nil {
		return err
	}
	number, err := strconv.ParseUint(args[1], 10, 16)
	if err != nil {
		return err
	}
	path, err := exec.LookPath(args[2])
	if err != nil {
		return err
	}
	if err := answer(uint32(call), uint32(number)); err != nil {
		return err
	}
	return syscall.Exec(path, args[2:], os.Environ())
}

// answer has the system answer a call; see seccomp(2). It holds for this thread,
// and for the program that it becomes.
func answer(call, number uint32) error {
	runtime.LockOSThread()
	rules := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 0}, // the number of the call
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: 1, K: call},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO | number},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	filter := unix.SockFprog{Len: uint16(len(rules)), Filter: &rules[0]}
	return unix.Prctl(unix.PR_SET_SECCOMP, unix.SECCOMP_MODE_FILTER, uintptr(unsafe.Pointer(&filter)), 0, 0)
}
