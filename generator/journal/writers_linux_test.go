package journal

import (
	"os"
	"testing"
)

// A file that another program is writing to is in doubt, however whole it looks.
func TestAFileThatIsOpenForWriting(t *testing.T) {
	d, s := small(t)
	f, err := os.OpenFile(d.at(saved), os.O_WRONLY|os.O_TRUNC, 0)
	d.do(err)
	_, err = f.WriteString("A first line that is longer than all there was.\n")
	d.do(err)
	half := again(d, s)
	if text(half) != "xx" || !half.Unsettled() {
		t.Errorf("meanwhile %q, unsettled %v", text(half), half.Unsettled())
	}
	_, err = f.WriteString("A second line.\n")
	d.do(err)
	d.do(f.Close())
	if whole := again(d, half); len(text(whole)) < 50 || whole.Unsettled() {
		t.Errorf("at last %q, unsettled %v", text(whole), whole.Unsettled())
	}
}
