package output

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestBusyFolder(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, small)
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	unlock, err := lock(t.Context(), root, dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	next := small.with(site{"index.html": "new"})
	_, err = write(t.Context(), next, dir, Options{Wait: time.Millisecond})
	if _, ok := errors.AsType[*BusyError](err); !ok || !strings.Contains(err.Error(), dir) {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := lock(ctx, root, dir, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	wantSnapshot(t, dir, laidOut(small))

	waiting := make(chan error)
	go func() {
		_, err := write(t.Context(), next, dir, Options{})
		waiting <- err
	}()
	unlock()
	if err := <-waiting; err != nil {
		t.Errorf("the build that waited: %v", err)
	}
	wantSnapshot(t, dir, laidOut(next))
}

func TestBuildsAtTheSameTime(t *testing.T) {
	for round := range 20 {
		dir := filepath.Join(t.TempDir(), "public")
		sites := []site{before, after, small}
		var wg sync.WaitGroup
		for _, s := range sites {
			wg.Go(func() {
				if _, err := write(t.Context(), s, dir, Options{Wait: time.Minute}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		got := snapshot(t, dir)
		if !cmp.Equal(got, laidOut(before)) && !cmp.Equal(got, laidOut(after)) && !cmp.Equal(got, laidOut(small)) {
			t.Fatalf("round %d: the folder holds none of the sites: %q", round, got)
		}
	}
}

// killedVar makes this test binary build two sites in turn until it is killed.
const killedVar = "JOURNAL_TEST_BUILD_UNTIL_KILLED"

func TestMain(m *testing.M) {
	if dir := os.Getenv(killedVar); dir != "" {
		buildUntilKilled(dir)
	}
	os.Exit(m.Run())
}

func buildUntilKilled(dir string) {
	for {
		for _, s := range []site{before, after} {
			if _, err := write(context.Background(), s, dir, Options{}); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Println("built")
		}
	}
}

func TestKilledInTheMiddle(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, before)
	place(t, dir, ours)
	for round := range 15 {
		killAfter(t, dir, time.Duration(round)*1300*time.Microsecond)
		f, err := openFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		checkWhole(t, round, settled(t, lazy{f}))
		f.close()
		next := []site{before, after}[round%2]
		if _, err := write(t.Context(), next, dir, Options{Wait: time.Second}); err != nil {
			t.Fatalf("the build after a killed one: %v", err)
		}
		wantSnapshot(t, dir, withForeign(next))
	}
}

// killAfter kills a build some time after it has begun to write.
func killAfter(t *testing.T, dir string, d time.Duration) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), killedVar+"="+dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "built\n" {
		t.Errorf("the build says %q, %v", line, err)
	}
	time.Sleep(d)
	c.Process.Kill()
	c.Wait()
}
