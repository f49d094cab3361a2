package generator_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// thorough asks for every page kind in every theme and language at every width, which
// takes an hour (make pages); otherwise each is seen in some of them.
func thorough() bool { return os.Getenv("JOURNAL_PAGES") == "full" }

// browserPatience is how long a browser may be used.
func browserPatience() time.Duration {
	if thorough() {
		return 2 * time.Hour
	}
	return 40 * time.Minute
}

// A browser is the one Chromium of a test; its checks have a tab each and run side by
// side.
type browser struct{ ctx context.Context }

// A browserTab is one tab, with what it asked for and complained of.
type browserTab struct {
	ctx  context.Context
	seen *sighting
}

// newBrowser starts Chromium with a fresh profile.
func newBrowser(t *testing.T) browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(chromium(t)),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, stop := context.WithTimeout(context.Background(), browserPatience())
	t.Cleanup(stop)
	ctx, stopBrowser := chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stopBrowser)
	ctx, _ = chromedp.NewContext(ctx)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Error(err)
		}
	})
	if err := chromedp.Do(ctx); err != nil { // starts it, with a tab that nobody uses
		t.Fatal(err)
	}
	return browser{ctx}
}

// tab opens a tab that is closed with the test.
func (b browser) tab(t *testing.T) browserTab {
	t.Helper()
	ctx, _ := chromedp.NewContext(b.ctx)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil {
			t.Error(err)
		}
	})
	tab := browserTab{ctx, &sighting{}}
	if err := chromedp.Listen(ctx, tab.seen.add); err != nil {
		t.Fatal(err)
	}
	call(t, tab, page.SetBypassCSP, page.SetBypassCSPParams{Enabled: true})
	// Tabs side by side each have the focus, as the one that a reader looks at.
	call(t, tab, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return tab
}

// newBrowserTab is the only tab of a browser of its own.
func newBrowserTab(t *testing.T) browserTab {
	t.Helper()
	return newBrowser(t).tab(t)
}

func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if file, err := exec.LookPath(name); err == nil {
			return file
		}
	}
	missing(t, "Chromium is not there; make setup installs it")
	return ""
}

func call[P, R any](t *testing.T, tab browserTab, command cdp.Command[P, R], params P) {
	t.Helper()
	if _, err := chromedp.Call(tab.ctx, command, params); err != nil {
		t.Fatal(err)
	}
}

func (tab browserTab) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(tab.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// evaluate is the value of an expression on the page; of a promise, what it
// gives.
func evaluate[T any](t *testing.T, tab browserTab, expression string) T {
	t.Helper()
	v, err := chromedp.Run(tab.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// becomes waits until an expression is true on the page, and reports whether it did. A
// page that is being left while it is asked cannot answer; it is asked again.
func (tab browserTab) becomes(expression string) bool {
	for end := time.Now().Add(untilPatience); ; time.Sleep(20 * time.Millisecond) {
		is, err := chromedp.Run(tab.ctx, chromedp.Evaluate[bool](`!!(`+expression+`)`, chromedp.EvalAwaitPromise))
		if is && err == nil {
			return true
		}
		if time.Now().After(end) {
			return false
		}
	}
}

// untilPatience is how long is waited for what must come.
const untilPatience = time.Minute

// open opens an address and waits until it is loaded.
func (tab browserTab) open(t *testing.T, address string) {
	t.Helper()
	tab.do(t, chromedp.Navigate(address))
}

// resize makes the window that many CSS pixels wide.
func (tab browserTab) resize(t *testing.T, width int64) {
	t.Helper()
	call(t, tab, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1})
}

// media sets the medium, "" for the screen, and the scheme the reader prefers.
func (tab browserTab) media(t *testing.T, medium, scheme string) {
	t.Helper()
	call(t, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: medium,
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
}

func (tab browserTab) scripting(t *testing.T, on bool) {
	t.Helper()
	call(t, tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

func (tab browserTab) visibleText(t *testing.T, selector string) string {
	t.Helper()
	text, err := chromedp.Run(tab.ctx, chromedp.Evaluate[string](`document.querySelector("`+selector+`").innerText`))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// watch runs something and gives what the tab asked for and complained of.
func (tab browserTab) watch(t *testing.T, run func()) *sighting {
	t.Helper()
	tab.seen.take()
	run()
	// What a page asks for late is announced before this answer.
	evaluate[bool](t, tab, `document.fonts.ready.then(() => true)`)
	return tab.seen.take()
}

// A sighting is what a tab asked for and complained of.
type sighting struct {
	mu         sync.Mutex
	requests   []string
	complaints []string
}

func (s *sighting) add(event any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		// The sign in a field for months is the browser's own picture.
		if !strings.HasPrefix(e.Request.URL, "data:") {
			s.requests = append(s.requests, e.Request.URL)
		}
	case *network.EventLoadingFailed:
		s.complaints = append(s.complaints, "not loaded: "+e.ErrorText)
	case *cdplog.EventEntryAdded:
		s.complaints = append(s.complaints, string(e.Entry.Level)+": "+e.Entry.Text+" "+e.Entry.URL)
	case *runtime.EventConsoleAPICalled:
		s.complaints = append(s.complaints, "console: "+string(e.Type))
	case *runtime.EventExceptionThrown:
		s.complaints = append(s.complaints, "exception: "+e.ExceptionDetails.Text)
	}
}

// take gives what was seen since the last time.
func (s *sighting) take() *sighting {
	s.mu.Lock()
	defer s.mu.Unlock()
	taken := &sighting{requests: s.requests, complaints: s.complaints}
	s.requests, s.complaints = nil, nil
	return taken
}

// troubles are requests to elsewhere and all complaints.
func (s *sighting) troubles(root string) []string {
	wrong := s.complaints
	for _, r := range s.requests {
		if !strings.HasPrefix(r, root) {
			wrong = append(wrong, "asked for "+r)
		}
	}
	if len(s.requests) < 2 {
		wrong = append(wrong, fmt.Sprintf("asked for %v only", s.requests))
	}
	return wrong
}
