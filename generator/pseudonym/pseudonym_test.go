package pseudonym_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"journal/generator/pseudonym"
)

func people() *pseudonym.Names {
	return pseudonym.New([]pseudonym.Name{
		{ID: "dana", Forms: []string{"Dana Whitfield", "Dana", "the Whitfield family", "Whitfield", "dana@northwind.example"}, Public: "D."},
		{ID: "northwind", Forms: []string{"Northwind Traders", "Northwind"}, Public: "the firm"},
		{ID: "jose", Forms: []string{"José Núñez"}, Public: "Dana"},
		{ID: "mark", Forms: []string{"Mark"}, Public: "M"},
		{ID: "ibm", Forms: []string{"IBM"}, Public: "the lab"},
		{ID: "obrien", Forms: []string{"Sean O’Brien"}, Public: "S. O."},
		{ID: "li", Forms: []string{"李娜"}, Public: "L."},
		{ID: "minsu", Forms: []string{"민수"}, Public: "M."},
		{ID: "an", Forms: []string{"Li An"}, Public: "L."},
		{ID: "jones", Forms: []string{"Jones"}, Public: "J."},
		{ID: "box", Forms: []string{"Castlebox"}, Public: "C."},
		{ID: "open", Forms: []string{"Rosa Undecided"}},
	}, []string{"en", "de"})
}

func TestReplace(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"I met Dana Whitfield today", "I met D. today"},
		{"I met Dana.", "I met D."},
		{"I met Dana...", "I met D...."},
		{"Dana, Dana; (Dana)", "D., D.; (D.)"},
		{"Dana's call, Dana’s call", "D.'s call, D.’s call"},
		{"the Whitfields came", "the D.s came"},
		{"all whitfields, WHITFIELDS and Whit\u00adfield\u00ads", "all d.s, D.S and D.s"},
		{"the Joneses, a joneses' garden, Jones's, Jonesey", "the J.s, a j.s' garden, J.'s, Jonesey"},
		{"the Marchesis, the Castleboxes, castleboxes", "the Marchesis, the C.s, c.s"},
		{"The Whitfield family's dog", "D.'s dog"},
		{"DANA WHITFIELD", "D."},
		{"NORTHWIND said no", "THE FIRM said no"},
		{"northwind said no", "the firm said no"},
		{"IBM said no", "the lab said no"},
		{"Dana-like, Northwind-based", "D.-like, the firm-based"},
		{"bandana, Danae, agreed, Northwinder", "bandana, Danae, agreed, Northwinder"},
		{"he marks it, Marked", "he marks it, Marked"},
		{"Marks", "Ms"},
		{"Dana2, 2Dana", "D.2, 2D."},
		{"_Dana_ dana_whitfield Dana-Whitfield DanaWhitfield", "_D._ d. D. D."},
		{"Dana  \n Whitfield", "D."},
		{"Dana\u00a0Whitfield Dana\u202fWhitfield", "D. D."},
		{"Da\u200bna Whit\u00adfield", "D."},
		{"Dan\u200bish", "Dan\u200bish"},
		{"Jose\u0301 Nun\u0303ez, Jose Nunez, JOSÉ NÚÑEZ", "Dana, Dana, DANA"},
		{"Sean O'Brien, Sean O´Brien", "S. O., S. O."},
		{"Ｄａｎａ", "D."},
		{"write to dana@northwind.example", "write to d."},
		{"@dana called, not x@dana", "D. called, not x@d."},
		{"@northwind/@nobody", "the firm/@nobody"},
		{"我和李娜谈了", "我和L.谈了"},
		{"민수가 왔다", "M.가 왔다"},
		{norm.NFD.String("민수가"), "M." + norm.NFD.String("가")},
		{"Lian and Li An", "Lian and L."},
		{"Rosa Undecided", "…"},
		{"Дана Dana", "Дана D."},
		{"%44ana, %44%61%6E%61, %44ana%20Whitfield", "D., D., D."},
		{`\u0044ana, \x44\x61na, \u{44}ana, \U00000044ana`, "D., D., D., D."},
		{"&#68;ana, &#x44;ana, &#68;&#97;&#110;&#97;", "D., D., D."},
		{"%4Aos%C3%A9 N%c3%banez", "Dana"},
		{"ban%64ana, 100%, 50%Dana, %zzDana, \\Dana, &Dana; %41gree", "ban%64ana, 100%, 50%D., %zzDana, \\D., &D.; %41gree"},
		{"Dana %20 Dana\\u0027s", "D. %20 D.\\u0027s"},
	} {
		if got := people().Replace(c.text); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
}

func TestTag(t *testing.T) {
	for tag, want := range map[string]string{
		"work": "work", "dana": "d", "Dana": "D", "call/dana": "call/d", "northwind": "the-firm", "lunch with Dana": "lunch with D", "Rosa-Undecided": "somebody",
	} {
		if got := people().Tag(tag); got != want {
			t.Errorf("tag %q becomes %q, want %q", tag, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	for part, want := range map[string]string{
		"a-walk": "a-walk", "call-with-dana": "call-with-d", "danawhitfield": "d", "jose-nunez-calls": "dana-calls", "bandana": "bandana", "northwind-2": "the-firm-2", "rosa-undecided": "",
	} {
		if got := people().Address(part, "en"); got != want {
			t.Errorf("address %q becomes %q, want %q", part, got, want)
		}
	}
}

func TestInAddress(t *testing.T) {
	for address, want := range map[string]bool{
		"": false, "https://example.org/bandana": false,
		"https://example.org/in/dana-whitfield": true, "https://northwind.example/jobs": true, "mailto:dana@northwind.example": true,
		"https://example.org/?q=Dana%20Whitfield": true, "https://example.org/?q=Jos%C3%A9+N%C3%BA%C3%B1ez": true, "img/DanaWhitfield.png": true,
	} {
		if got := people().InAddress(address); got != want {
			t.Errorf("%q names somebody: %t, want %t", address, got, want)
		}
	}
}

func TestNobody(t *testing.T) {
	var nobody *pseudonym.Names
	if nobody.Replace("Dana") != "Dana" || nobody.Address("dana", "en") != "dana" || nobody.InAddress("dana") || nobody.Tag("dana") != "dana" {
		t.Error("without names nothing is replaced")
	}
}

// What is replaced is all that is replaced, and nothing is left to replace.
func FuzzReplace(f *testing.F) {
	for _, seed := range []string{"Dana", "a Dana b", "Da\u200bna.", "DanaWhitfield", "ﬁrst Dana’s", "Dana Dana\nWhitfield", "李娜李娜", "@dana@dana", "Whitfields", "\xffDana\xff", "é\u0301Dana\u0301"} {
		f.Add(seed)
	}
	names := pseudonym.New([]pseudonym.Name{
		{ID: "dana", Forms: []string{"Dana Whitfield", "Dana", "Whitfield"}, Public: "0"},
		{ID: "li", Forms: []string{"李娜"}, Public: "0"},
	}, []string{"en"})
	f.Fuzz(func(t *testing.T, text string) {
		all, from := names.All(text), 0
		var kept strings.Builder
		for _, m := range all {
			if m.Start < from || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("matches %v of %q overlap or are empty", all, text)
			}
			kept.WriteString(text[from:m.Start] + "0")
			from = m.End
		}
		kept.WriteString(text[from:])
		got := names.Replace(text)
		if got != kept.String() {
			t.Fatalf("%q became %q, and its matches say %q", text, got, kept.String())
		}
		if form := standing(text); (form != "") != (len(all) > 0) && isPlain(text) {
			t.Fatalf("%q has %q, and %d matches", text, form, len(all))
		}
		if form := standing(got); form != "" && isPlain(text) {
			t.Fatalf("%q is left in %q", form, got)
		}
	})
}

// standing is the slow and plain way to find a name in ASCII: the words of the text
// are compared one by one.
func standing(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, word := range words {
		for _, form := range []string{"dana", "whitfield", "danawhitfield"} {
			lower := strings.ToLower(word)
			if lower == form || unicode.IsUpper(rune(word[0])) && (lower == form+"s") {
				return form
			}
		}
	}
	return ""
}

func isPlain(text string) bool {
	for _, r := range text {
		if r > unicode.MaxASCII {
			return false
		}
	}
	return true
}

func BenchmarkReplace(b *testing.B) {
	names := make([]pseudonym.Name, 200)
	for i := range names {
		names[i] = pseudonym.Name{ID: fmt.Sprint("p", i), Forms: []string{fmt.Sprintf("%c%coro Family%d", 'A'+i%26, 'a'+i*7%26, i), fmt.Sprintf("%c%corina", 'A'+i%26, 'a'+i*7%26)}, Public: "X"}
	}
	all := pseudonym.New(names, []string{"en"})
	text := strings.Repeat("A day on which nothing much happened, and I wrote to the people who had decided about it. ", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		all.Replace(text)
	}
}
