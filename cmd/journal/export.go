package main

import (
	"github.com/spf13/cobra"

	"journal/generator/diag"
)

const exportHelp = `usage: journal export book [options]

Makes something else of your journal than a site. Nothing of it is part of the
site, and no build touches it.

FORMATS
  book    one file to print or to keep: title page, contents, chapters, notes

EXAMPLES
  journal export book
  journal export book --pursuit northwind --pdf

EXIT STATUS
  0  it was made
  1  something in the world failed: the disk, the browser, a file in the way
  2  the command line was not understood
  3  the journal has errors; nothing was made
`

func (a *app) exportCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "export",
		Short: "make a book of your journal",
		Long:  exportHelp,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{"there is no format " + diag.Quote(args[0]), diag.DidYouMean(args[0], []string{"book"}, "formats")}
			}
			return usageError{"journal export needs to know what to make", "formats: book"}
		},
	}
	c.AddCommand(a.bookCommand())
	return c
}

const bookHelp = `usage: journal export book [--as me|public] [--pursuit ID] [--by pursuit|month]
                           [--paper a5|a4|letter] [--pdf] [--output FILE]
                           [--force]

Makes a book of the whole journal or of one pursuit: title page, contents,
chapters, running heads, timelines, pictures, and notes where the site has
links. Days to come, drafts, sealed letters and undated pages are not in it.

It is your own copy, with what is private in it, and says so on its first page;
--as public makes a book of what is public and nothing else. It is one file that
needs no other, and is never written into the site or among what the journal is
read from.

Without --pdf it is a page for a browser, to be printed from there; its contents
have no page numbers, as no browser can put them in. With --pdf they are there;
it is printed by Chromium, Chrome, Edge or Brave, if this computer has one.

OPTIONS
  --as WHO       me: all that you have written. public: what strangers may read
  --pursuit ID   this pursuit only, in chapters of months
  --by WHAT      chapters are pursuits (if not given) or months
  --paper SIZE   a5 (if not given), a4 or letter
  --pdf          a PDF file
  --output FILE  where it goes, counted from this folder. Otherwise book.html or
                 book.pdf in this folder
  --force        write over a file that is already there` + optionsOfAll + `
EXAMPLES
  journal export book
  journal export book --as public --pdf --output a-strong-field.pdf
  journal export book --pursuit northwind --paper a4

EXIT STATUS
  0  the book is there
  1  something in the world failed: the disk, the browser, a file in the way
  2  the command line was not understood, or --output names a place where a
     book must not be
  3  the journal has errors; no book was made
`

func (a *app) bookCommand() *cobra.Command {
	var o bookOptions
	c := &cobra.Command{
		Use: "book", Short: "one file to print or to keep", Long: bookHelp, Args: nothing,
		RunE: func(c *cobra.Command, _ []string) error { return a.exportBook(c.Context(), o) },
	}
	c.Flags().StringVar(&o.as, "as", "me", "whose edition it is")
	c.Flags().StringVar(&o.pursuit, "pursuit", "", "this pursuit only")
	c.Flags().StringVar(&o.by, "by", chapters[0], "what chapters are")
	c.Flags().StringVar(&o.paper, "paper", papers()[0], "the size of the paper")
	c.Flags().BoolVar(&o.pdf, "pdf", false, "a PDF file")
	c.Flags().StringVar(&o.output, "output", "", "where it goes")
	c.Flags().BoolVar(&o.force, "force", false, "write over a file that is already there")
	c.RegisterFlagCompletionFunc("as", cobra.FixedCompletions(editions, cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("by", cobra.FixedCompletions(chapters, cobra.ShellCompDirectiveNoFileComp))
	c.RegisterFlagCompletionFunc("paper", cobra.FixedCompletions(papers(), cobra.ShellCompDirectiveNoFileComp))
	return c
}
