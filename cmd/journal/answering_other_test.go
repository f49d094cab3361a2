//go:build !linux

package main

// programs are what this test binary can run as.
func programs() map[string]func() { return map[string]func(){"journal": main} }
