package preview

import (
	"net"
	"net/netip"
	"slices"
	"testing"
)

func TestHosts(t *testing.T) {
	if got, want := Hosts(80), []string{"localhost:80", "localhost", "127.0.0.1:80", "127.0.0.1", "[::1]:80", "[::1]"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	got := Hosts(1515, netip.MustParseAddr("192.168.1.5"), netip.MustParseAddr("fe80::1%eth0"))
	if want := []string{"localhost:1515", "127.0.0.1:1515", "[::1]:1515", "192.168.1.5:1515", "[fe80::1]:1515"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestReachable(t *testing.T) {
	network := func(s string) net.Addr {
		ip, n, err := net.ParseCIDR(s)
		if err != nil {
			t.Fatal(err)
		}
		return &net.IPNet{IP: ip, Mask: n.Mask}
	}
	have := []net.Addr{network("127.0.0.1/8"), network("::1/128"), network("2001:db8::5/64"), network("fe80::1/64"), network("192.168.1.5/24"), network("10.0.0.7/8"), &net.TCPAddr{}}
	for addr, want := range map[string]string{"0.0.0.0": "[192.168.1.5 10.0.0.7]", "::": "[192.168.1.5 10.0.0.7 2001:db8::5]", "172.16.0.1": "[172.16.0.1]"} {
		if got := Reachable(netip.MustParseAddr(addr), have); formatted(got) != want {
			t.Errorf("%s: %v, want %s", addr, got, want)
		}
	}
}

func formatted(addrs []netip.Addr) string {
	s := "["
	for i, a := range addrs {
		if i > 0 {
			s += " "
		}
		s += a.String()
	}
	return s + "]"
}

// Without --bind, no address that another machine could reach is listened on.
func TestListenIsLoopbackOnly(t *testing.T) {
	listeners, port, err := Listen(0)
	if err != nil {
		t.Fatal(err)
	}
	defer closeAll(listeners)
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, addr := range Reachable(netip.IPv4Unspecified(), addresses) {
		if c, err := net.Dial("tcp", netip.AddrPortFrom(addr, uint16(port)).String()); err == nil {
			c.Close()
			t.Errorf("reached at %s", addr)
		}
	}
}

func TestListenBeyond(t *testing.T) {
	for _, c := range []struct {
		addr string
		want int
	}{{"127.0.0.2", 2}, {"0.0.0.0", 1}} {
		listeners, port, err := ListenBeyond(netip.MustParseAddr(c.addr), 0)
		if err != nil {
			t.Fatal(err)
		}
		again, next, err := ListenBeyond(netip.MustParseAddr(c.addr), port)
		if err != nil {
			t.Fatal(err)
		}
		if len(listeners) < c.want || next <= port {
			t.Errorf("%s: %d listeners, ports %d and %d", c.addr, len(listeners), port, next)
		}
		for _, l := range listeners {
			if portOf(l) != port {
				t.Errorf("%s: one listens on port %d, not %d", c.addr, portOf(l), port)
			}
		}
		closeAll(listeners)
		closeAll(again)
	}
	if _, _, err := ListenBeyond(netip.MustParseAddr("192.0.2.1"), 0); err == nil {
		t.Error("listens at an address that is not this machine's")
	}
}
