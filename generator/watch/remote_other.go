//go:build !linux

package watch

// remoteKind is not known on this system; patrol notices a silent disk.
func remoteKind(string) string { return "" }
