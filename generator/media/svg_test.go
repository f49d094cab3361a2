package media

import (
	"bytes"
	"encoding/base64"
	"strings"
	"testing"

	"journal/generator/pseudonym"
)

// In drawings, too, people are called by their public names.
func TestRenamedDrawing(t *testing.T) {
	names := pseudonym.New([]pseudonym.Name{{ID: "dana", Forms: []string{"Dana Whitfield", "Dana", "Lee"}, Public: "D."}, {ID: "red", Forms: []string{"Red"}, Public: "R."}}, []string{"en"})
	for in, want := range map[string]string{
		`<text x="1">Dana Whit<tspan>field</tspan>’s bandana</text>`:                                                               `<text x="1">D.<tspan></tspan>’s bandana</text>`,
		`<text><tspan x="1">D</tspan><tspan x="9">ana</tspan> came</text>`:                                                         `<text><tspan x="1">D.</tspan><tspan x="9"></tspan> came</text>`,
		`<text><tspan x="1" y="1">Dana</tspan><tspan x="1" y="9">Lee &amp; co</tspan></text>`:                                      `<text><tspan x="1" y="1">D.</tspan><tspan x="1" y="9">D. &amp; co</tspan></text>`,
		`<g id="dana-box" class="a whitfield"/><use href="#dana-box" fill="url(#dana-box)"/>`:                                      `<g id="part-1" class="a whitfield"></g><use href="#part-1" fill="url(#part-1)"></use>`,
		`<style>#lee{fill:red}.a,.lee:hover{x:1}</style><g id="lee" fill="red"/><set begin="lee.click" attributeName="x" to="1"/>`: `<style>#part-1{fill:red}.a,.part-1:hover{x:1}</style><g id="part-1" fill="red"></g><set begin="part-1.click" attributeName="x" to="1"></set>`,
		`<text font-family="Dana">a</text>`:                                                                                        `<text>a</text>`,
	} {
		got := string(Renamed([]byte(`<svg xmlns="http://www.w3.org/2000/svg">`+in+`</svg>`), names))
		if got = strings.TrimSuffix(strings.TrimPrefix(got, `<svg xmlns="http://www.w3.org/2000/svg">`), "</svg>\n"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", in, got, want)
		}
	}
	for _, same := range []string{"<svg><text>bandana</text></svg>", "no drawing of Dana", "<svg><text>Dana"} {
		if got := string(Renamed([]byte(same), names)); got != same {
			t.Errorf("%q became %q", same, got)
		}
	}
}

func TestSVG(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"shapes": {`<rect x="1" width="5"/><path d="M0 0L5 5" stroke="red"/>`, `<rect x="1" width="5"></rect><path d="M0 0L5 5" stroke="red"></path>`},
		"notes":  {`<!-- Dana --><metadata><a>Dana</a></metadata><title>Dana</title><desc>Dana</desc><?dana x?>Dana`, ``},
		"editor": {`<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" export="/home/dana"><x/></sodipodi:namedview><g inkscape:label="Dana" data-name="Dana" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" id="a"/>`,
			`<g id="a"></g>`},
		"scripts":         {`<script>alert(1)</script><g onclick="a()" onload="b()"/><script href="x.js"/>`, `<g></g>`},
		"foreign":         {`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">Dana</body></foreignObject>`, ``},
		"outside":         {`<image href="http://x.example/a.png"/><use href="b.svg#c"/><use xlink:href="#d" xmlns:xlink="http://www.w3.org/1999/xlink"/>`, `<image></image><use></use><use href="#d"></use>`},
		"links":           {`<a href="https://x.example"><rect/></a><text>see <a href="javascript:a()">this</a></text>`, `<g><rect></rect></g><text>see <tspan>this</tspan></text>`},
		"paint":           {`<rect fill="url(#g)"/><rect fill="url(http://x.example/#g)"/><rect style="fill:URL( 'x.svg#g')"/>`, `<rect fill="url(#g)"></rect><rect></rect><rect></rect>`},
		"styles":          {`<style>/* Dana */.a{fill:red}</style><style>@import "x.css";</style><style>.b{fill:\75rl(x)}</style>`, `<style>.a{fill:red}</style>`},
		"animations":      {`<set attributeName="href" to="javascript:a()"/><animate attributeName="x" to="5"/><set attributeName="onload" to="a()"/>`, `<animate attributeName="x" to="5"></animate>`},
		"text":            {`<text x="1">A &amp; B &lt;</text>`, `<text x="1">A &amp; B &lt;</text>`},
		"hidden pictures": {`<image href="data:text/html;base64,PHNjcmlwdD4="/><image href="data:image/png;base64,AAAA"/>`, `<image></image><image></image>`},
	} {
		p, err := Clean([]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="40px" height="20" onload="a()">` + c.in + `</svg>`))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		inner := strings.TrimSuffix(strings.TrimPrefix(string(p.Bytes), `<svg xmlns="http://www.w3.org/2000/svg" width="40px" height="20">`), "</svg>\n")
		if inner != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, inner, c.want)
		}
		if p.Width != 40 || p.Height != 20 || p.CopyWidths() != nil {
			t.Errorf("%s: %d × %d, copies %v", name, p.Width, p.Height, p.CopyWidths())
		}
	}
}

// A photo inside a drawing is cleaned as well.
func TestPictureInSVG(t *testing.T) {
	photo := asJPEG(t, drawn(8, 8))
	photo = append(append(bytes.Clone(photo[:2]), segment(0xFE, []byte(needle))...), photo[2:]...)
	p, err := Clean([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 9"><image href="data:image/jpeg;base64,` + base64.StdEncoding.EncodeToString(photo) + `"/></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	_, coded, _ := strings.Cut(string(p.Bytes), "base64,")
	coded, _, _ = strings.Cut(coded, `"`)
	inside, err := base64.StdEncoding.DecodeString(coded)
	if err != nil || bytes.Contains(inside, []byte(needle)) || pixels(t, inside) != pixels(t, photo) {
		t.Errorf("%v: %d bytes of %d", err, len(inside), len(photo))
	}
	if p.Width != 8 || p.Height != 9 {
		t.Errorf("%d × %d", p.Width, p.Height)
	}
}
