package preview

import "net/http"

// fonts are what nearly every page of the default theme is set in.
var fonts = [...]string{"assets/fonts/newsreader.woff2", "assets/fonts/newsreader-italic.woff2", "assets/fonts/atkinson-next.woff2"}

// preloadFonts asks the browser to fetch the fonts along with the page. The
// stylesheet lets a page do without a font that comes late, and here, where
// nothing is kept between pages, they would always be late.
func (v shown) preloadFonts(h http.Header) {
	for _, f := range fonts {
		if v.site != nil && v.site.Has(f) {
			h.Add("Link", "</"+f+`>; rel=preload; as=font; type="font/woff2"; crossorigin`)
		}
	}
}
