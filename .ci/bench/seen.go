//go:build unix

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// seen measures how long it takes from the end of write() on an entry's file until its
// words are in the page that a browser shows, as the browser's own clock says. The page
// of the entry is open; between two edits there is a pause in which the program is idle,
// or works out what would stop a build.
func seen(w io.Writer, n, edits int, program, site string) error {
	work, program, err := workFolder(program)
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	copied := filepath.Join(work, "site")
	if site != "" {
		err = os.CopyFS(copied, os.DirFS(site))
	} else {
		_, err = writeJournal(copied, n)
	}
	if err != nil {
		return err
	}
	entries, err := markdownFiles(filepath.Join(copied, "content", "entries"))
	if err != nil || len(entries) == 0 {
		return errors.Join(err, errors.New("no entries to edit"))
	}
	p := exec.Command(program, "serve", "--source", copied, "--port", "0")
	out, err := p.StdoutPipe()
	if err == nil {
		err = p.Start()
	}
	if err != nil {
		return err
	}
	defer func() { p.Process.Signal(os.Interrupt); p.Wait() }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return err
	}
	tab, end := openBrowser(work)
	defer end()
	fmt.Fprintf(w, "%d entries; %d processors, %s/%s\n\n| edit, seen by a browser | p50 ms | p95 ms | least–most |\n| --- | --- | --- | --- |\n", len(entries), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
	random := rand.New(rand.NewPCG(3, uint64(n)))
	for _, kind := range []string{"body", "title"} {
		var took []float64
		for i := range edits {
			ms, err := seenOnce(tab, strings.TrimSpace(line), copied, entries[random.IntN(len(entries))], kind, fmt.Sprintf("zebra%s%d", kind, i), random)
			if err != nil {
				return err
			}
			took = append(took, ms)
		}
		slices.Sort(took)
		fmt.Fprintf(w, "| %s, %d times | %.1f | %.1f | %.1f–%.1f |\n", kind, edits, took[len(took)/2], took[len(took)*95/100], took[0], took[len(took)-1])
	}
	return nil
}

func markdownFiles(folder string) (files []string, err error) {
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".md") {
			files = append(files, path)
		}
		return err
	})
	return files, err
}

func openBrowser(work string) (context.Context, func()) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(filepath.Join(work, "profile")))
	all, endAll := chromedp.NewExecAllocator(context.Background(), options...)
	tab, _ := chromedp.NewContext(all)
	return tab, func() { chromedp.Cancel(tab); endAll() }
}

// look waits in the page for a word, and says when it came, in milliseconds of Unix.
const look = `new Promise(done => {
	const says = node => node?.textContent.includes(%[1]q);
	const watch = new MutationObserver(changes => {
		if (!changes.some(c => says(c.target.nodeType === 3 ? c.target : null) || [...c.addedNodes].some(says))) return;
		watch.disconnect();
		window.came = performance.timeOrigin + performance.now();
	});
	window.came = 0;
	watch.observe(document.body, {subtree: true, childList: true, characterData: true});
	done(true);
})`

var (
	dashes    = regexp.MustCompile(`-+`)
	titleLine = regexp.MustCompile(`(?m)^title = .*$`)
)

// seenOnce edits one entry, whose page it opens before, and undoes the edit.
func seenOnce(tab context.Context, root, site, file, kind, word string, random *rand.Rand) (ms float64, err error) {
	rel, err := filepath.Rel(filepath.Join(site, "content", "entries"), file)
	if err != nil {
		return 0, err
	}
	original, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	edited := string(original) + "\nOne more line, " + word + ".\n"
	if kind == "title" {
		edited = titleLine.ReplaceAllString(string(original), `title = "Changed `+word+`"`)
	}
	address := root + "entries/" + dashes.ReplaceAllString(filepath.ToSlash(strings.TrimSuffix(rel, ".md")), "-") + "/"
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		return 0, err
	}
	if _, err := chromedp.Run(tab, chromedp.Evaluate[bool](fmt.Sprintf(look, word), chromedp.EvalAwaitPromise)); err != nil {
		return 0, err
	}
	time.Sleep(250*time.Millisecond + time.Duration(random.IntN(300))*time.Millisecond)
	if err := os.WriteFile(file, []byte(edited), 0o644); err != nil {
		return 0, err
	}
	written := time.Now()
	defer func() { err = errors.Join(err, os.WriteFile(file, original, 0o644)) }()
	time.Sleep(120 * time.Millisecond) // asking costs the browser time
	for time.Since(written) < 20*time.Second {
		came, err := chromedp.Run(tab, chromedp.Evaluate[float64](`window.came`))
		if err != nil {
			return 0, err
		}
		if came > 0 {
			return came - float64(written.UnixNano())/1e6, nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return 0, fmt.Errorf("%s: %q is not in the page", address, word)
}
