package ssh

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"
)

// destination is a folder of a machine.
type destination struct {
	host   string // with the user before an @; as ssh takes it
	port   string // "" for what the settings of ssh say
	folder string // absolute, or from the home folder
}

const likeThis = `it looks like "me@example.org:/srv/www/road"`

// parse reads a destination: HOST:FOLDER, or ssh://HOST:PORT/FOLDER.
func parse(s string) (destination, error) {
	if strings.ContainsFunc(s, unicode.IsControl) {
		return destination{}, fmt.Errorf("the destination has control characters in it; %s", likeThis)
	}
	d, err := split(s)
	if err != nil {
		return d, err
	}
	if d.host == "" || strings.HasPrefix(d.host, "-") || strings.ContainsAny(d.host, " \t'\"\\$`/") {
		return d, fmt.Errorf("the destination %q names no machine; %s", s, likeThis)
	}
	switch d.folder = clean(d.folder); {
	case d.folder == ".":
		return d, fmt.Errorf("the destination %q names no folder, and a site cannot be all of a home folder; %s", s, likeThis)
	case d.folder == "/":
		return d, fmt.Errorf("the destination %q is all of the machine's disk; %s", s, likeThis)
	case strings.HasPrefix(d.folder, "../"), d.folder == "..":
		return d, fmt.Errorf("the destination %q leads out of the home folder by ..; write the folder from the root on", s)
	case strings.HasPrefix(d.folder, "~"):
		return d, fmt.Errorf("the destination %q is in somebody's home folder; write the folder from the root on", s)
	}
	return d, nil
}

func split(s string) (destination, error) {
	if strings.HasPrefix(s, "ssh://") {
		u, err := url.Parse(s)
		if err != nil || u.RawQuery != "" || u.Fragment != "" {
			return destination{}, fmt.Errorf("the destination %q cannot be read; %s", s, likeThis)
		}
		host := u.Hostname()
		if u.User != nil {
			host = u.User.Username() + "@" + host
		}
		return destination{host, u.Port(), strings.TrimPrefix(u.Path, "/~/")}, nil
	}
	if strings.Contains(s, "://") {
		return destination{}, fmt.Errorf("the destination %q is reached in another way than by ssh; %s", s, likeThis)
	}
	from := 0 // an address in brackets has colons of its own
	if i := strings.LastIndex(s, "]:"); i >= 0 && strings.Contains(s[:i], "[") {
		from = i + 1
	}
	i := strings.Index(s[from:], ":")
	if i < 0 || strings.Contains(s[:from+i], "/") {
		return destination{}, fmt.Errorf(`the destination %q names no machine; %s, and for a folder of this machine there is target = "dir"`, s, likeThis)
	}
	host, folder := s[:from+i], s[from+i+1:]
	if strings.HasPrefix(folder, ":") {
		return destination{}, fmt.Errorf("the destination %q is a module of an rsync server, which is not encrypted; %s", s, likeThis)
	}
	return destination{strings.NewReplacer("[", "", "]", "").Replace(host), "", strings.TrimPrefix(folder, "~/")}, nil
}

func clean(folder string) string {
	if folder == "~" {
		return "."
	}
	return path.Clean(folder)
}

// String is how ssh and rsync would write it.
func (d destination) String() string {
	if d.port != "" {
		return fmt.Sprintf("%s:%s (port %s)", d.host, d.folder, d.port)
	}
	return d.host + ":" + d.folder
}
