// Package pdf prints a page of HTML to a PDF file with a browser of this machine,
// and reads in such a file on which pages places lie.
//
// A browser sets running heads and page numbers by the rules of CSS, but none can
// yet put the number of another page into a text. It does write into the file where
// each place lies that a link of the page leads to; so whoever needs such numbers
// prints twice.
//
// The browser is a Chromium or one of its kin, run without a window, with a profile
// of its own that is removed, and without the network: the page must have
// everything inside.
package pdf

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// browsers are names under which Chromium and its kin are installed.
var browsers = [...]string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "brave-browser",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
}

// Browser is the path of a browser that can print, if this machine has one. look
// finds programs by name, as exec.LookPath does.
func Browser(look func(name string) (string, error)) (string, bool) {
	for _, name := range browsers {
		if path, err := look(name); err == nil {
			return path, true
		}
	}
	return "", false
}

// longest is how long a browser may take to print.
const longest = 5 * time.Minute

// Print prints a page of HTML. The bytes are those of a PDF file with tags for
// readers that speak, and with an outline.
func Print(ctx context.Context, browser string, page []byte) ([]byte, error) {
	folder, err := os.MkdirTemp("", "journal-print-")
	if err != nil {
		return nil, fmt.Errorf("make a folder to print in: %w", err)
	}
	defer os.RemoveAll(folder)
	from, to := filepath.Join(folder, "page.html"), filepath.Join(folder, "page.pdf")
	if err := os.WriteFile(from, page, 0o600); err != nil {
		return nil, fmt.Errorf("write the page to print: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	args := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--user-data-dir=" + filepath.Join(folder, "profile"),
		"--no-pdf-header-footer", "--generate-pdf-document-outline", "--print-to-pdf=" + to,
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // a browser refuses to run as root with it
	}
	cmd := exec.CommandContext(ctx, browser, append(args, (&url.URL{Scheme: "file", Path: filepath.ToSlash(from)}).String())...)
	cmd.WaitDelay = time.Second
	said, err := cmd.CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("print with %s: %w: %s", browser, err, lastLine(said))
	}
	made, err := os.ReadFile(to)
	if err != nil {
		return nil, fmt.Errorf("print with %s: it wrote nothing: %s", browser, lastLine(said))
	}
	return made, nil
}

func lastLine(text []byte) string {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return lines[len(lines)-1]
}
