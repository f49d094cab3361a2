package publishtest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// Program gives the path of a program that a test needs. Servers stand where
// ordinary users do not look.
func Program(t testing.TB, name string) string {
	t.Helper()
	for _, path := range []string{name, "/usr/sbin/" + name, "/usr/local/sbin/" + name, filepath.Join(root(t), "tools", "servers", name)} {
		if found, err := exec.LookPath(path); err == nil {
			return found
		}
	}
	t.Fatalf("%s is not there; make setup installs it", name)
	return ""
}

// root is the folder of the module.
func root(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for at := folder; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			t.Fatalf("no go.mod above %s", folder)
		}
	}
}

// FreePort gives a port of this machine that nobody listens on.
func FreePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// said is what a server prints.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// start runs a server until the test ends and waits until it listens. Args are
// made anew for each port that is tried, since another may take it first. Env is
// added to the environment.
func start(t testing.TB, env []string, args func(port string) []string) (port string, output *said) {
	t.Helper()
	for range 5 {
		port, output = FreePort(t), &said{}
		line := args(port)
		c := exec.Command(line[0], line[1:]...)
		c.Stdout, c.Stderr = output, output
		c.Env = append(os.Environ(), env...)
		c.WaitDelay = time.Second
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() { _ = c.Wait(); close(ended) }()
		if listens(port, ended) {
			t.Cleanup(func() { _ = c.Process.Kill(); <-ended })
			return port, output
		}
		_ = c.Process.Kill()
		<-ended
	}
	t.Fatalf("the server does not start:\n%s", output)
	return "", nil
}

func listens(port string, ended <-chan struct{}) bool {
	for late := time.Now().Add(20 * time.Second); time.Now().Before(late); time.Sleep(10 * time.Millisecond) {
		select {
		case <-ended:
			return false
		default:
		}
		if c, err := net.DialTimeout("tcp4", "127.0.0.1:"+port, time.Second); err == nil {
			c.Close()
			return true
		}
	}
	return false
}

func write(t testing.TB, path, text string, mode fs.FileMode) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

// SSH is a server that lets the current user in by a key, and a client that knows
// the way.
type SSH struct {
	Host    string // the name of the server in the client's settings
	Bin     string // a folder with an ssh that has these settings, for the head of PATH
	Program string // that ssh

	config string
	output *said
}

// Log is what the server said.
func (s SSH) Log() string { return s.output.String() }

// StartSSH starts OpenSSH with settings of its own.
func StartSSH(t testing.TB) SSH {
	t.Helper()
	sshd, ssh, keygen := Program(t, "sshd"), Program(t, "ssh"), Program(t, "ssh-keygen")
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	if me.Uid == "0" { // where the server goes to drop its rights
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	for _, key := range []string{"host", "user"} {
		if out, err := exec.Command(keygen, "-q", "-t", "ed25519", "-N", "", "-f", at(key)).CombinedOutput(); err != nil {
			t.Fatalf("ssh-keygen: %v\n%s", err, out)
		}
	}
	public, err := os.ReadFile(at("user.pub"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, at("authorized"), string(public), 0o600)
	port, output := start(t, nil, func(port string) []string {
		write(t, at("sshd_config"), strings.Join([]string{
			"ListenAddress 127.0.0.1:" + port, "HostKey " + at("host"), "AuthorizedKeysFile " + at("authorized"), "PidFile none",
			"StrictModes no", "PasswordAuthentication no", "KbdInteractiveAuthentication no", "UsePAM no", "PermitRootLogin prohibit-password",
			"MaxStartups 200", "MaxSessions 100", "LogLevel VERBOSE", "Subsystem sftp internal-sftp",
			"SetEnv SHLVL=2", "", // so that bash does not read somebody's .bashrc
		}, "\n"), 0o600)
		return []string{sshd, "-D", "-e", "-f", at("sshd_config")}
	})
	known, err := os.ReadFile(at("host.pub"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, at("known"), fmt.Sprintf("[127.0.0.1]:%s %s", port, known), 0o600)
	sockets, err := os.MkdirTemp("", "ssh") // a connection that tests share, since it takes a while to make one
	if err != nil {
		t.Fatal(err)
	}
	s := SSH{Host: "journal-test", Bin: at("bin"), config: at("config"), output: output}
	write(t, s.config, strings.Join([]string{
		"Host " + s.Host, "HostName 127.0.0.1", "Port " + port, "User " + me.Username, "IdentityFile " + at("user"), "IdentitiesOnly yes", "IdentityAgent none",
		"UserKnownHostsFile " + at("known"), "GlobalKnownHostsFile /dev/null", "StrictHostKeyChecking yes", "ControlMaster auto", "ControlPath " + sockets + "/%C", "ControlPersist 60", "",
	}, "\n"), 0o600)
	s.Program = write(t, at("bin/ssh"), fmt.Sprintf("#!/bin/sh\nexec %s -F %s \"$@\"\n", ssh, s.config), 0o755)
	t.Cleanup(func() {
		_ = exec.Command(s.Program, "-O", "exit", s.Host).Run()
		if err := os.RemoveAll(sockets); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Set adds a setting of the client, for the server and before all others.
func (s SSH) Set(t testing.TB, setting string) {
	t.Helper()
	old, err := os.ReadFile(s.config)
	if err != nil {
		t.Fatal(err)
	}
	write(t, s.config, "Host "+s.Host+"\n"+setting+"\n"+string(old), 0o600)
}

// Credentials of the S3 server.
const (
	AccessKey = "JOURNALTESTKEY"
	SecretKey = "journal-test-secret-not-secret"
	Region    = "us-east-1"
	Bucket    = "road"
)

// S3 is a server with one bucket.
type S3 struct {
	Endpoint string // "http://127.0.0.1:7070"
	Folder   string // where the bucket's objects lie as files

	log string
}

// StartS3 starts a server that keeps its objects in a folder.
func StartS3(t testing.TB) S3 {
	t.Helper()
	gateway := Program(t, "versitygw")
	dir := t.TempDir()
	s := S3{Folder: filepath.Join(dir, "data", Bucket), log: filepath.Join(dir, "log")}
	for _, folder := range []string{s.Folder, filepath.Join(dir, "sidecar")} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	port, _ := start(t, []string{"ROOT_ACCESS_KEY=" + AccessKey, "ROOT_SECRET_KEY=" + SecretKey}, func(port string) []string {
		return []string{gateway, "--region", Region, "--port", "127.0.0.1:" + port, "--keep-alive",
			"--quiet", "--access-log", s.log, "posix", "--sidecar", filepath.Join(dir, "sidecar"), filepath.Join(dir, "data")}
	})
	s.Endpoint = "http://127.0.0.1:" + port
	return s
}

// Environment is what the owner of the bucket has in the environment.
func (s S3) Environment() []string {
	return []string{"AWS_ACCESS_KEY_ID=" + AccessKey, "AWS_SECRET_ACCESS_KEY=" + SecretKey}
}

// Log is one line for each request so far.
func (s S3) Log(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile(s.log)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(b)
}

// Headers are those of an object, as strangers would get them.
func (s S3) Headers(t testing.TB, key string) http.Header {
	t.Helper()
	c, err := minio.New(strings.TrimPrefix(s.Endpoint, "http://"), &minio.Options{Creds: credentials.NewStaticV4(AccessKey, SecretKey, ""), Region: Region})
	if err != nil {
		t.Fatal(err)
	}
	info, err := c.StatObject(t.Context(), Bucket, key, minio.StatObjectOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return info.Metadata
}

// StartNginx serves a folder, or a link to one, and gives its address, without a
// slash at the end. Pages that are not there are answered by 404.html.
func StartNginx(t testing.TB, folder string) string {
	t.Helper()
	nginx := Program(t, "nginx")
	dir := t.TempDir()
	own := ""
	if os.Geteuid() == 0 {
		own = "user root;"
	}
	port, _ := start(t, nil, func(port string) []string {
		conf := write(t, filepath.Join(dir, "nginx.conf"), fmt.Sprintf(`%s
daemon off; pid %[2]s/pid; error_log %[2]s/error; worker_processes 1;
events { worker_connections 256; }
http {
  access_log off; client_body_temp_path %[2]s/1; proxy_temp_path %[2]s/2; fastcgi_temp_path %[2]s/3; uwsgi_temp_path %[2]s/4; scgi_temp_path %[2]s/5;
  types { text/html html; text/css css; text/javascript js; image/svg+xml svg; application/xml xml; image/jpeg jpg; image/png png; }
  charset utf-8; default_type application/octet-stream;
  server { listen 127.0.0.1:%[3]s; root %[4]s; error_page 404 /404.html; }
}
`, own, dir, port, folder), 0o600)
		return []string{nginx, "-p", dir, "-e", filepath.Join(dir, "error"), "-c", conf}
	})
	return "http://127.0.0.1:" + port
}

// Client asks test servers, and waits for none of them without a limit.
func Client() *http.Client { return &http.Client{Timeout: patience} }

// FolderPlace is what strangers see of a folder, for the Place of a host that keeps
// its files there. Names in hidden are not part of the site.
func FolderPlace(folder string, hidden ...string) Place {
	walk := func(t *testing.T, each func(path string, d fs.DirEntry) error) {
		t.Helper()
		err := filepath.WalkDir(folder+string(filepath.Separator), func(path string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			rel, relErr := filepath.Rel(folder, path)
			if err = errors.Join(err, relErr); err != nil || rel == "." {
				return err
			}
			for _, name := range hidden {
				if d.Name() == name && d.IsDir() {
					return fs.SkipDir
				} else if d.Name() == name {
					return nil
				}
			}
			return each(filepath.ToSlash(rel), d)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return Place{
		See: func(t *testing.T) map[string][]byte {
			all := map[string][]byte{}
			walk(t, func(rel string, d fs.DirEntry) error {
				if d.IsDir() {
					return nil
				}
				b, err := os.ReadFile(filepath.Join(folder, rel))
				all[rel] = b
				return err
			})
			return all
		},
		Write: func(t *testing.T, rel string, b []byte) {
			write(t, filepath.Join(folder, filepath.FromSlash(rel)), string(b), 0o644)
		},
		Folders: func(t *testing.T) []string {
			var all []string
			walk(t, func(rel string, d fs.DirEntry) error {
				if d.IsDir() {
					all = append(all, rel)
				}
				return nil
			})
			return all
		},
	}
}
