package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// table compiles a table in a box that scrolls by itself, so that the page
// never does. The boxes are numbered, as landmarks need different names.
func (c *compiler) table(n *east.Table) {
	c.tables++
	c.write(`<div class="table" role="region" tabindex="0" aria-label="`)
	c.label(c.labels.Table)
	if c.tables > 1 {
		c.write(" " + strconv.Itoa(c.tables))
	}
	c.write("\">\n<table>\n")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*east.TableHeader)
		c.row(row, head)
		if head && row.NextSibling() != nil {
			c.write("<tbody>\n")
		}
	}
	if n.ChildCount() > 1 {
		c.write("</tbody>\n")
	}
	c.write("</table>\n</div>\n")
}

func (c *compiler) row(row ast.Node, head bool) {
	if head {
		c.write("<thead>\n")
	}
	c.write("<tr>")
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		c.cell(cell.(*east.TableCell), head)
	}
	c.write("</tr>\n")
	if head {
		c.write("</thead>\n")
	}
	c.endLine()
}

func (c *compiler) cell(cell *east.TableCell, head bool) {
	tag := "td"
	// A heading without words would be read out as one.
	if head && cell.HasChildren() {
		tag = "th"
	}
	c.write("<" + tag)
	if tag == "th" {
		c.write(` scope="col"`)
	}
	// A class and no style: the pages' content policy allows none.
	if cell.Alignment != east.AlignNone {
		c.write(` class="align-` + cell.Alignment.String() + `"`)
	}
	c.write(">")
	c.name(cell)
	c.inlines(cell)
	c.write("</" + tag + ">")
	c.plain = append(c.plain, ' ')
}
