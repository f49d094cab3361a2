package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// wikilink is [[target#fragment|text]], or an embed with ! before it.
type wikilink struct {
	ast.BaseInline
	embed  bool
	target string // with its fragment
	words  string // what stands after |, without an embed's size
	size   pictureSize
}

var kindWikilink = ast.NewNodeKind("Wikilink")

func (n *wikilink) Kind() ast.NodeKind            { return kindWikilink }
func (n *wikilink) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// pictureSize is the size in pixels that an author asked for, 0 if not said.
type pictureSize struct{ width, height int }

// wikiParser reads wikilinks and embeds.
type wikiParser struct{}

func (wikiParser) Trigger() []byte { return []byte{'!', '['} }

func (wikiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	rest, embed := bytes.CutPrefix(line, []byte{'!'})
	rest, ok := bytes.CutPrefix(rest, []byte("[["))
	if !ok {
		return nil
	}
	length := bytes.Index(rest[:min(len(rest), longestMark)], []byte("]]"))
	if length <= 0 || bytes.Contains(rest[:length], []byte("[[")) {
		return nil
	}
	link := newWikilink(string(rest[:length]), embed)
	if link.target == "" {
		return nil
	}
	block.Advance(len(line) - len(rest) + length + len("]]"))
	return link
}

// newWikilink takes apart what stands between the brackets. In a table the bar
// is written \|.
func newWikilink(inside string, embed bool) *wikilink {
	target, words, _ := strings.Cut(inside, "|")
	link := &wikilink{embed: embed, target: strings.TrimSpace(strings.TrimSuffix(target, `\`)), words: strings.TrimSpace(words)}
	if embed {
		link.words, link.size = cutSize(link.words)
	}
	return link
}

// cutSize splits Obsidian's 300 or 300x200 off the end of a picture's words,
// where it stands alone or after a bar.
func cutSize(words string) (string, pictureSize) {
	before, last := "", words
	if bar := strings.LastIndexByte(words, '|'); bar >= 0 {
		before, last = strings.TrimSuffix(words[:bar], `\`), words[bar+1:]
	}
	width, height, both := strings.Cut(strings.TrimSpace(last), "x")
	size := pictureSize{width: pixels(width)}
	if both {
		size.height = pixels(height)
	}
	if size.width == 0 || (both && size.height == 0) {
		return words, pictureSize{}
	}
	return strings.TrimSpace(before), size
}

// pixels reads a whole number of pixels, 0 if it is none.
func pixels(word string) int {
	n, err := strconv.ParseUint(word, 10, 14)
	if err != nil {
		return 0
	}
	return int(n)
}
