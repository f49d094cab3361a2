package generator_test

// everyConstruct is a body with all that the dialect knows.
const everyConstruct = `# Everything at once

A paragraph with *emphasis*, **strength**, ` + "`code`" + `, ~~struck~~, ==marked==, a
[link](https://example.org/), <https://example.org/very/long/address/that/goes/on/and/on/and/on/and/on/and/on/index.html>,
a footnote[^1], another[^two], and a tag #step/feedback.

## A table

| Left | Middle | Right | Wide | Wider | Widest |
| :--- | :----: | ----: | --- | --- | --- |
| a | b | 1 | a cell with quite a few words in it | another cell with words | anunbreakablecellwithnospacesatall |
| c | d | 2 | ` + "`codethatdoesnotbreakanywhereinthiscell`" + ` | more | more |

| Another | Table |
| --- | --- |
| a | b |

## Lists

- one
  - two
    - three
1. first
2. second

- [x] a box
- [ ] an open box with [a link](2026-05-02-next.md)

Term
: Its definition.
: Another one.

## Code

` + "```go\nfunc main() { println(\"a line of code that is by far too long to stand on any telephone without being scrolled sideways\") }\n```" + `

    indented code

## Quotes

> A quotation.
>
> > In a quotation.

> [!note] A title
> A callout with a list:
> - one

> [!warning]- Folded
> Inside.

> [!private] Nobody sees this
> Nobody.

::: private
Nor this.
:::

## Pictures

![A very wide picture](wide.png)

![A very tall one](tall.png "With a title")

![[wide.png]]

## Right to left

<p dir="rtl">raw</p>

שלום עולם، مرحبا بالعالم

### Deeper

#### Deeper still

###### Deepest

## Same

## Same

Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsversammlungsprotokollführerin

---

Embedded: ![[2026-05-02-next]]. Missing: [[nowhere]] and [gone](gone.md).

[^1]: The first note, with ` + "`code`" + `.
[^two]: The second.

    With a second paragraph.
`
