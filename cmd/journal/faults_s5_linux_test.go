package main

import (
	"bufio"
	"encoding/binary"
	"net/netip"
	"os/exec"
	"strconv"
	"strings"
	"testing"
)

// twoMachines is run in a network of its own and makes another beside it, from
// which it asks for the journal at each of our addresses. It prints the sockets
// that wait for connections, then what was answered.
const twoMachines = `
ip link set lo up
unshare --net sleep 600 & other=$!
trap 'kill $other $serving' EXIT
until [ "$(readlink /proc/$other/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.01; done
there() { nsenter --target $other --net "$@"; }
ip link add here type veth peer name there netns $other
ip address add 10.77.0.1/24 dev here; ip address add fd00:77::1/64 dev here nodad; ip link set here up
there ip address add 10.77.0.2/24 dev there; there ip address add fd00:77::2/64 dev there nodad; there ip link set there up; there ip link set lo up

exec 3< <(exec journal serve --port 0 "$@" 2>&1); serving=$!
while read -r address <&3; do case $address in http*) break;; esac; done
port=${address##*:}; port=${port%%/*}
cat /proc/net/tcp /proc/net/tcp6 | while read -r line; do echo "socket $line"; done
path=${address#http://*/}

# ask NAME HOST PATH: the first line of the answer, or nothing.
ask() {
	first=$(there bash -c "exec 4<>/dev/tcp/$2/$port && printf 'GET /$4 HTTP/1.1\r\nHost: $3\r\nConnection: close\r\n\r\n' >&4 && head -1 <&4" 2>/dev/null | tr -d '\r')
	echo "answer $1 $first"
}
ask v4 10.77.0.1 10.77.0.1:$port ""
ask v6 fd00:77::1 "[fd00:77::1]:$port" ""
ask loopback 127.0.0.1 localhost:$port ""
ask rebound 10.77.0.1 localhost:$port ""
ask other-name 10.77.0.1 evil.example:$port ""
ask invited 10.77.0.1 10.77.0.1:$port "$path"
ask again 10.77.0.1 10.77.0.1:$port "$path"
`

// S5: what is not asked for by --bind is reached from this machine alone; and
// where it is, a link is needed that works once.
func TestFaultsS5(t *testing.T) {
	faultTest(t)
	for _, tool := range []string{"unshare", "nsenter", "ip", "bash"} {
		needTool(t, tool)
	}
	at := map[string]int{}
	reachable := 0
	expect := func(how string, answers map[string]string, want map[string]string) {
		for name, answer := range answers {
			if answer == "HTTP/1.1 200 OK" {
				at[how]++
			}
			if answer != want[name] {
				t.Errorf("%s, %s: %q, want %q", how, name, answer, want[name])
				reachable++
			}
		}
	}
	sockets, answers := fromAnotherMachine(t)
	for _, s := range sockets {
		if !s.IsLoopback() {
			t.Errorf("waits for connections at %s", s)
			reachable++
		}
	}
	expect("alone", answers, map[string]string{})
	_, answers = fromAnotherMachine(t, "--bind", "10.77.0.1")
	const no = "HTTP/1.1 403 Forbidden"
	expect("bound", answers, map[string]string{"v4": no, "rebound": no, "other-name": no, "invited": "HTTP/1.1 200 OK", "again": no})
	score(t, "S5", len(sockets) > 0 && reachable == 0 && at["bound"] == 1, "%d sockets / reachable %d / with --bind, by invitation %d", len(sockets), reachable, at["bound"])
}

// fromAnotherMachine serves a journal and asks for it from another machine. It
// gives where the program waits for connections, and the answers by name.
func fromAnotherMachine(t *testing.T, args ...string) (sockets []netip.Addr, answers map[string]string) {
	t.Helper()
	s := newJournal(t)
	s.write(entryFile("one"), entry("Words."))
	c := exec.Command("unshare", append([]string{"--user", "--map-root-user", "--net", "bash", "-c", twoMachines, "bash"}, args...)...)
	c.Dir = s.folder
	var said strings.Builder
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v: %s%s", err, out, said.String())
	}
	answers = map[string]string{}
	for lines := bufio.NewScanner(strings.NewReader(string(out))); lines.Scan(); {
		kind, rest, _ := strings.Cut(lines.Text(), " ")
		switch kind {
		case "socket":
			if fields := strings.Fields(rest); len(fields) > 3 && fields[3] == "0A" { // TCP_LISTEN
				sockets = append(sockets, socketAddress(t, fields[1]))
			}
		case "answer":
			name, first, _ := strings.Cut(rest, " ")
			answers[name] = first
		}
	}
	if len(answers) != 7 {
		t.Fatalf("%s%s", out, said.String())
	}
	return sockets, answers
}

// socketAddress reads an address as the system lists it: words of four bytes in
// the order of this machine; see proc_pid_net(5).
func socketAddress(t *testing.T, listed string) netip.Addr {
	t.Helper()
	digits, _, _ := strings.Cut(listed, ":")
	var bytes []byte
	for i := 0; i+8 <= len(digits); i += 8 {
		word, err := strconv.ParseUint(digits[i:i+8], 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		bytes = binary.NativeEndian.AppendUint32(bytes, uint32(word))
	}
	addr, ok := netip.AddrFromSlice(bytes)
	if !ok {
		t.Fatalf("%q is not an address", listed)
	}
	return addr
}
