package generator_test

import (
	"fmt"
	"path"
	"strings"
	"testing"
	"time"

	"journal/generator"
	"journal/generator/civil"
	"journal/themes"
)

const (
	// mostBeforeQuery is what the search of 1,000 entries may load before anybody asks,
	// as it stands, not compressed.
	mostBeforeQuery = 50_000
	// mostOfPiece bounds each piece that a question loads.
	mostOfPiece = 100_000
)

// Before a question there are two scripts and the index's table of contents. The rest
// lies in pieces, and of those a question loads a few.
func TestSearchIsLightBeforeItIsAsked(t *testing.T) {
	t.Parallel()
	journal := map[string]string{"journal.toml": pagesTOML, "content/pursuits/road.md": public("title: The road", "day_zero: 2023-07-01") + "How it began.\n"}
	words := strings.Fields("harbour letter kitchen walk answer window bridge garden offer rain second morning phone museum quiet list draft light paper friend")
	for i := range 1000 {
		day := civil.Date{Year: 2023, Month: 7, Day: 1}.AddDays(i)
		var text strings.Builder
		for k := range 120 {
			fmt.Fprintf(&text, "%s%d ", words[(i*7+k*k)%len(words)], (i*k)%97)
		}
		journal[fmt.Sprintf("content/entries/%s/%02d-e%d.md", day.Format("2006/01"), day.Day, i)] =
			public("title: "+words[i%len(words)]+" "+words[i/20%len(words)], "pursuit: road", "steps: [persist]") + text.String() + "\n"
	}
	src := generator.Source{Folder: writeJournal(t, journal), Themes: themes.FS, Now: time.Now, Today: pagesToday}
	s := pagesEditions(t, "thousand", src, pagesDomain)[0]
	before, pieces := len(s.files["search/index.js"]), 0
	if before == 0 {
		t.Fatal("no table of contents")
	}
	for _, script := range elements(s.pages["index-of-words/index.html"], "script") {
		before += len(s.files[path.Join("index-of-words", valueOf(script, "src"))])
	}
	if before < 10_000 || before > mostBeforeQuery {
		t.Errorf("%d bytes are loaded before the first query", before)
	}
	for file, text := range s.files {
		if !strings.HasPrefix(file, "search/") {
			continue
		}
		pieces++
		if len(text) > mostOfPiece {
			t.Errorf("%s has %d bytes", file, len(text))
		}
	}
	if pieces < 10 {
		t.Errorf("the index lies in %d pieces", pieces)
	}
	t.Logf("%d bytes before the first query, %d pieces", before, pieces)
}
