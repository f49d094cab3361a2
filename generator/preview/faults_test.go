package preview

import (
	"fmt"
	"os"
	"testing"
	"time"
)

// Rows of the scoreboard are tests of their own, named for them, and print one
// line each: the row, its figures, and pass or fail. With JOURNAL_FAULTS=full, as
// make faults sets it, they do all that the row asks for, and its bounds in time
// and memory hold; without, they do less, and those are only told.

func inFull() bool { return os.Getenv("JOURNAL_FAULTS") == "full" }

// times is how often something is done.
func times(usually, full int) int {
	if inFull() {
		return full
	}
	return usually
}

// within reports whether something was quick enough, where that counts.
func within(took, bound time.Duration) bool { return !inFull() || took <= bound }

// score prints a line of the scoreboard.
func score(t *testing.T, row string, good bool, figure string, args ...any) {
	t.Helper()
	verdict := "pass"
	if !good || t.Failed() {
		verdict = "fail"
		t.Fail()
	}
	line := fmt.Sprintf("%s figure=%s %s", row, fmt.Sprintf(figure, args...), verdict)
	if t.Log(line); inFull() {
		fmt.Println(line)
	}
}

// percentile gives the time within which a share of all were done; they are in
// order.
func percentile(of []time.Duration, share float64) time.Duration {
	return of[min(int(share*float64(len(of))), len(of)-1)]
}
