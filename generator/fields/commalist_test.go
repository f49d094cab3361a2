package fields

import (
	"fmt"
	"strings"
	"testing"
)

func TestSplitCommas(t *testing.T) {
	for text, want := range map[string]string{
		"tags: sql, leading a team ,x\n": "sql 2:7+3|leading a team 2:12+14|x 2:28+1",
		"tags: \"ä, b\"\n":               "ä 2:8+1|b 2:11+1",
		"tags: ',, a,'\n":                "a 2:11+1",
		"tags: ' '\n":                    "",
		"tags: \"a\\t, b\"\n":            "a 2:7+8|b 2:7+8",
		"tags: >-\n  a,\n  b\n":          "a 2:7+2|b 2:7+2",
	} {
		fs, _ := readYAML(text)
		var got []string
		for _, v := range SplitCommas(fs[0].Value) {
			got = append(got, fmt.Sprintf("%s %d:%d+%d", v.Text, v.Pos.Line, v.Pos.Col, v.Len))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: %s, want %s", text, s, want)
		}
	}
}
