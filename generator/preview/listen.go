package preview

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"syscall"
)

// mostPorts is how many ports are tried, one after the other.
const mostPorts = 100

// Listen opens a port on this machine's own addresses, 127.0.0.1 and, where the
// machine has it, ::1. If another program has the port, the next free one is
// taken; port 0 stands for any. The listeners all have the same port.
func Listen(port int) (listeners []net.Listener, taken int, err error) {
	return nextFree(port, listenHere)
}

// ListenBeyond opens a port as Listen does, at addr as well, so that other
// machines can reach it; an unspecified address (0.0.0.0, ::) is all of this
// machine's. A server on such a port needs Options.Token.
func ListenBeyond(addr netip.Addr, port int) (listeners []net.Listener, taken int, err error) {
	return nextFree(port, func(port int) ([]net.Listener, int, error) {
		if addr.IsUnspecified() {
			l, err := listenAt(addr, port)
			if err != nil {
				return nil, 0, err
			}
			return []net.Listener{l}, portOf(l), nil
		}
		here, port, err := listenHere(port)
		if err != nil {
			return nil, 0, err
		}
		l, err := listenAt(addr, port)
		if err != nil {
			closeAll(here)
			return nil, 0, err
		}
		return append(here, l), port, nil
	})
}

// nextFree tries ports until one can be listened on.
func nextFree(port int, listen func(int) ([]net.Listener, int, error)) (listeners []net.Listener, taken int, err error) {
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

func listenHere(port int) ([]net.Listener, int, error) {
	v4, err := listenAt(netip.AddrFrom4([4]byte{127, 0, 0, 1}), port)
	if err != nil {
		return nil, 0, err
	}
	port = portOf(v4)
	v6, err := listenAt(netip.IPv6Loopback(), port)
	switch {
	case err == nil:
		return []net.Listener{v4, v6}, port, nil
	case errors.Is(err, syscall.EADDRINUSE):
		v4.Close()
		return nil, 0, err
	}
	return []net.Listener{v4}, port, nil
}

func listenAt(addr netip.Addr, port int) (net.Listener, error) {
	network := "tcp6"
	switch {
	case addr.Is4():
		network = "tcp4"
	case addr.IsUnspecified():
		network = "tcp" // both kinds
	}
	l, err := net.Listen(network, net.JoinHostPort(addr.String(), strconv.Itoa(port)))
	if err != nil {
		return nil, fmt.Errorf("listen at %s: %w", addr, err)
	}
	return l, nil
}

func portOf(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }

func closeAll(listeners []net.Listener) {
	for _, l := range listeners {
		l.Close()
	}
}

// Hosts are the Host headers by which a server on a port goes: this machine's own
// names and, beyond those, the given addresses.
func Hosts(port int, beyond ...netip.Addr) []string {
	names := []string{"localhost", "127.0.0.1", "[::1]"}
	for _, addr := range beyond {
		name := addr.WithZone("").String()
		if addr.Is6() {
			name = "[" + name + "]"
		}
		names = append(names, name)
	}
	var hosts []string
	for _, name := range names {
		hosts = append(hosts, name+":"+strconv.Itoa(port))
		if port == 80 {
			hosts = append(hosts, name)
		}
	}
	return hosts
}

// Reachable are the addresses under which other machines reach a server that
// listens at addr: addr itself or, for an unspecified one, those that have
// (net.InterfaceAddrs) names, IPv4 first.
func Reachable(addr netip.Addr, have []net.Addr) []netip.Addr {
	if !addr.IsUnspecified() {
		return []netip.Addr{addr}
	}
	var v4, v6 []netip.Addr
	for _, a := range have {
		prefix, err := netip.ParsePrefix(a.String())
		if err != nil {
			continue
		}
		switch ip := prefix.Addr().Unmap(); {
		case ip.IsLoopback() || ip.IsLinkLocalUnicast():
		case ip.Is4():
			v4 = append(v4, ip)
		case addr.Is6():
			v6 = append(v6, ip)
		}
	}
	return append(v4, v6...)
}
