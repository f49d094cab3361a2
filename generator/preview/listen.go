package preview

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// mostPorts is how many ports are tried, one after the other.
const mostPorts = 100

// Listen opens a port on this machine's own addresses, 127.0.0.1 and, where the
// machine has it, ::1. If another program has the port, the next free one is
// taken; port 0 stands for any. The listeners all have the same port.
func Listen(port int) (listeners []net.Listener, taken int, err error) {
	for n := range mostPorts {
		if port > 0 && port+n > 65535 {
			break
		}
		listeners, taken, err = listen(port + n*min(port, 1))
		if err == nil || !errors.Is(err, syscall.EADDRINUSE) {
			return listeners, taken, err
		}
	}
	return nil, 0, fmt.Errorf("no port from %d on is free: %w", port, err)
}

func listen(port int) ([]net.Listener, int, error) {
	v4, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, 0, fmt.Errorf("listen on this machine: %w", err)
	}
	port = v4.Addr().(*net.TCPAddr).Port
	v6, err := net.Listen("tcp6", net.JoinHostPort("::1", strconv.Itoa(port)))
	switch {
	case err == nil:
		return []net.Listener{v4, v6}, port, nil
	case errors.Is(err, syscall.EADDRINUSE):
		v4.Close()
		return nil, 0, fmt.Errorf("listen on this machine: %w", err)
	}
	return []net.Listener{v4}, port, nil
}
