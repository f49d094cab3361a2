package memo

import (
	"strings"
	"testing"
)

type row struct {
	Title string
	Count int
	next  *row
}

type page struct {
	Rows []row
	Any  any
	Flag bool
}

func TestKeyOfValueTellsDataApart(t *testing.T) {
	long := strings.Repeat("x", 10_000)
	values := []any{
		nil, "", "a", 1, true, page{}, &page{}, page{Flag: true}, page{Any: 1}, page{Any: "1"}, page{Rows: []row{{}}},
		page{Rows: []row{{Title: "ab"}, {Title: "c"}}}, page{Rows: []row{{Title: "a"}, {Title: "bc"}}}, page{Rows: []row{{Count: 1}}},
		page{Rows: []row{{next: &row{}}}}, page{Rows: []row{{next: &row{Count: 1}}}}, page{Any: long}, page{Any: long + "x"}, []float64{0.5}, []float64{1.5},
	}
	seen := map[Key]int{}
	for i, v := range values {
		k := KeyOfValue("page", v)
		if j, ok := seen[k]; ok {
			t.Errorf("%#v and %#v have one key", values[j], v)
		}
		seen[k] = i
		if k != KeyOfValue("page", v) || k == KeyOfValue("other", v) {
			t.Errorf("%#v: the key is not of the stage and the value", v)
		}
	}
	a, b := page{Rows: []row{{next: &row{Title: "x"}}}}, page{Rows: []row{{next: &row{Title: "x"}}}}
	if KeyOfValue("page", &a) != KeyOfValue("page", &b) {
		t.Error("equal data at two places has two keys")
	}
}

func TestKeyOfValueRefusesWhatIsNotData(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a function was taken for data")
		}
	}()
	KeyOfValue("page", page{Any: func() {}})
}
