package chart

import "html/template"

// Glyphs is the hidden <svg> that defines every sign and the hatch of a rest. A
// page with a drawing holds it once, before the drawings.
//
// The signs of the no, the second call and the yes are one sun: under the
// horizon, half risen, risen.
func Glyphs() template.HTML {
	return `<svg class="vh" width="0" height="0" aria-hidden="true" focusable="false"><defs>` +
		`<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hl" d="M0 0V6"/></pattern>` +
		`<g id="g-no"><path d="M-4.6 -1.5A4.6 4.6 0 0 0 4.6 -1.5z"/><path d="M-7 -1.5H7"/></g>` +
		`<g id="g-call"><path d="M-4.6 2A4.6 4.6 0 0 1 4.6 2z"/><path d="M-7 2H7"/></g>` +
		`<g id="g-sun"><circle r="4"/><path d="M0 -6.2V-8M0 6.2V8M-6.2 0H-8M6.2 0H8M-4.4 -4.4-5.7 -5.7M4.4 -4.4 5.7 -5.7M-4.4 4.4-5.7 5.7M4.4 4.4 5.7 5.7"/></g>` +
		`<g id="g-mile"><path d="M0 -4.5 4.5 0 0 4.5-4.5 0z"/></g>` +
		`<g id="g-plan"><path d="M0 -4.5 4.5 0 0 4.5-4.5 0z" stroke-dasharray="2 1.6"/></g>` +
		`<g id="g-set"><path d="M0 -6.5 6.5 0 0 6.5-6.5 0z"/></g>` +
		`<g id="g-go"><circle r="6.5"/><path d="M-1.6 -3 1.8 0-1.6 3"/></g>` +
		`<g id="g-rest"><path d="M2.5 -6A6.2 6.2 0 1 0 6 2.5 5 5 0 0 1 2.5 -6z"/></g>` +
		`<g id="g-door"><path d="M-4.5 6.5V-6.5H4.5V6.5z"/><path d="M1.6 .4v.2M-7 6.5H7"/></g>` +
		`<g id="g-down"><path d="M-3.5 4V-2.5H3.5V4z"/><path d="M-7 4H7"/></g>` +
		`</defs></svg>`
}
