package main

import (
	"path/filepath"
	"strings"
	"time"
)

// localZone is where Unix systems keep the machine's time zone: a link into the
// database of zones.
const localZone = "/etc/localtime"

// zoneName is the name of the machine's time zone, or "" where it cannot be
// known. tz is the environment's TZ, which goes before.
func zoneName(tz string) string {
	name := strings.TrimPrefix(tz, ":")
	if name == "" {
		target, err := filepath.EvalSymlinks(localZone)
		if err != nil {
			return ""
		}
		_, name, _ = strings.Cut(filepath.ToSlash(target), "/zoneinfo/")
	}
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return ""
	}
	return name
}
