package theme

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"journal/themes"
)

// What pages are made by is html/template's, with other means: for every layout of
// every theme and any data both give the same bytes.
func TestSheetsGiveWhatTemplatesGive(t *testing.T) {
	views := 60
	if testing.Short() {
		views = 10
	}
	for _, name := range []string{"default", "plain", "book"} {
		th, problems := Load(themes.FS, nil, name, english(), nil)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		for _, k := range allKinds() {
			rng := rand.New(rand.NewPCG(1, 2))
			of := th.layouts[k.name]
			sheet, err := of.cut()
			if sheet == nil {
				t.Errorf("%s, %s: no sheet can be cut of the layout: %v", name, k.name, err)
				continue
			}
			made := 0
			for range views {
				view := reflect.New(reflect.TypeOf(k.view)).Elem()
				fill(rng, view, 0)
				var want bytes.Buffer
				err := of.set.Execute(&want, view.Interface())
				got, ok := sheet.Append([]byte("before"), view.Interface())
				if !ok {
					if string(got) != "before" {
						t.Errorf("%s, %s: something is left of a page that was not made", name, k.name)
					}
					continue
				}
				made++
				if err != nil {
					t.Fatalf("%s, %s: the template reports %v, the sheet gives a page", name, k.name, err)
				}
				if diff := cmp.Diff(want.String(), string(got[len("before"):])); diff != "" {
					t.Fatalf("%s, %s (-template +sheet):\n%s", name, k.name, diff)
				}
			}
			if made < views/4 { // templates refuse views without what they ask for
				t.Errorf("%s, %s: only %d of %d pages were made by the sheet", name, k.name, made, views)
			}
		}
	}
}

// texts are what may stand in a view, and what should do no harm there.
var texts = []string{
	"", "", "a", "Day 22", "../entries/2026/03/a-walk/index.html", "https://me.example/a?b=c&d=e#f", "https://[::1]:80/", "http:", "mailto:sam@me.example",
	"javascript:alert(1)", "JaVaScRiPt:x", "a:b", "a/b:c", "//me.example", "?a=b c", "%2F%zz%", "tel:+49 30 1", "\"><script>alert('x')</script>", "'+&<>`=\x00",
	"naïve — “Straße”", "日本語", "\xff\xfe broken", "\u2028\ufdd0\uffff", " \t\n", "a.jpg 1x, b c.jpg 2x", "javascript:x 2x", "&amp; &#39;", strings.Repeat("long <b>", 40),
}

// fill puts something into all that a value is made of. Pointers are mostly there,
// as the template asks for some of them without a question.
func fill(rng *rand.Rand, v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(texts[rng.IntN(len(texts))])
	case reflect.Bool:
		v.SetBool(rng.IntN(2) == 0)
	case reflect.Int:
		v.SetInt(int64([]int{0, 0, 1, 2, 3, 12, 4711, -5}[rng.IntN(8)]))
	case reflect.Float64:
		v.SetFloat([]float64{0, 1, -2.5, 1e30}[rng.IntN(4)])
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(rng, v.Field(i), depth+1)
			}
		}
	case reflect.Slice:
		if n := rng.IntN(4); n > 0 && depth < 9 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(rng, v.Index(i), depth+1)
			}
		}
	case reflect.Pointer:
		if rng.IntN(4) > 0 && depth < 9 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(rng, v.Elem(), depth+1)
		}
	}
}
