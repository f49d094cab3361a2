package ssh_test

import (
	"os"
	"path/filepath"
	"testing"

	"journal/generator/publish"
	"journal/generator/publish/publishtest"
	"journal/generator/publish/ssh"
)

func open(t *testing.T, target ssh.Target, p ssh.Programs) *ssh.Host {
	t.Helper()
	h, err := ssh.New(target, p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	return h
}

func TestRulesInPlace(t *testing.T) {
	server := publishtest.StartSSH(t)
	publishtest.Run(t, func(t *testing.T) publishtest.Place {
		folder := filepath.Join(t.TempDir(), "my site's", "road")
		p := publishtest.FolderPlace(folder, ".journal-lock", ".journal-tmp")
		p.Open = func(t *testing.T) publish.Host {
			return open(t, ssh.Target{Destination: server.Host + ":" + folder}, ssh.Programs{SSH: server.Program})
		}
		return p
	})
}

func TestRulesReleases(t *testing.T) {
	server := publishtest.StartSSH(t)
	publishtest.Run(t, func(t *testing.T) publishtest.Place {
		folder := filepath.Join(t.TempDir(), "road")
		p := publishtest.FolderPlace(filepath.Join(folder, "current"))
		p.Open = func(t *testing.T) publish.Host {
			return open(t, ssh.Target{Destination: server.Host + ":" + folder, Releases: true}, ssh.Programs{SSH: server.Program})
		}
		write := p.Write
		p.Write = func(t *testing.T, path string, b []byte) {
			current := filepath.Join(folder, "current")
			if _, err := os.Stat(current); err != nil { // somebody prepared it
				if err := os.MkdirAll(filepath.Join(folder, "releases/by-hand"), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.Symlink("releases/by-hand", current); err != nil {
					t.Fatal(err)
				}
			}
			write(t, path, b)
		}
		return p
	})
}
