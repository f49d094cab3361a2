package preview

import "net/http"

// fonts are what nearly every page of the default theme is set in.
var fonts = [...]string{"assets/fonts/newsreader.woff2", "assets/fonts/newsreader-italic.woff2", "assets/fonts/atkinson-next.woff2"}

// preloadFonts asks the browser to fetch the fonts along with the page. The
// stylesheet lets a page do without a font that comes late, and here, where
// nothing is kept between pages, they would always be late.
func (l look) preloadFonts(h http.Header) {
	for _, f := range fonts {
		if l.edition.Site.Has(f) {
			h.Add("Link", "<"+l.prefix+f+`>; rel=preload; as=font; type="font/woff2"; crossorigin`)
		}
	}
}
