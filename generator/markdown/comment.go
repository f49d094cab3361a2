package markdown

import "bytes"

// comments finds %%…%% and <!-- … -->, which nobody but the author's editor
// shows. The code spans are those of the parsed body; marks in them are text.
//
// What cannot be paired for sure is hidden, too:
//
//   - a comment without an end runs to the end of the body;
//   - so does one whose end stands in code, since the code may be part of it;
//   - with an odd number of %% any of them may be the lone one, so all is hidden
//     from the very first;
//   - an HTML comment in another one must be closed as well.
func (c *cutter) comments(code []span) []span {
	var cuts []span
	text := c.body.left
	for at := nextComment(text, 0, code); at >= 0; {
		end, closed := commentEnd(text, at, code)
		percent := text[at] == '%'
		if percent && c.firstPercent < 0 {
			c.firstPercent = c.body.origin(at)
		}
		if !closed {
			return append(cuts, c.openComment(at, percent))
		}
		cuts = append(cuts, span{at, end})
		at = nextComment(text, end, code)
	}
	return cuts
}

// openComment tells that a comment has no end and gives what is hidden.
func (c *cutter) openComment(at int, percent bool) span {
	if !percent {
		c.doubt(at, len(commentOpen), "this comment has no end, so the text from here on is left out", "close it with -->")
		return span{at, len(c.body.left)}
	}
	c.messages = append(c.messages, c.body.message("W302", c.body.posWritten(c.firstPercent), len(percents),
		"comments stand between two %%; to show the sign, write it as `code`",
		"the %% from here on do not pair up, so the text from here on is left out"))
	return span{c.body.remaining(c.firstPercent), len(c.body.left)}
}

// nextComment finds where a comment opens, at or after a place, outside code.
func nextComment(text []byte, from int, code []span) int {
	for at := from; at < len(text); at++ {
		skip := bytes.IndexAny(text[at:], "%<")
		if skip < 0 {
			return -1
		}
		at += skip
		if (bytes.HasPrefix(text[at:], percents) || bytes.HasPrefix(text[at:], commentOpen)) && !inSpan(code, at) {
			return at
		}
	}
	return -1
}

// commentEnd finds the end of the comment that opens at a place. It is not
// closed if there is no end or if the end stands in code.
func commentEnd(text []byte, at int, code []span) (end int, closed bool) {
	var mark []byte
	if text[at] == '%' {
		mark = percents
		end, closed = percentEnd(text, at+len(percents))
	} else {
		mark = commentClose
		end, closed = htmlCommentEnd(text, at+len(commentOpen))
	}
	return end, closed && !inSpan(code, end-len(mark))
}

func percentEnd(text []byte, from int) (end int, closed bool) {
	length := bytes.Index(text[from:], percents)
	if length < 0 {
		return len(text), false
	}
	inside := text[from : from+length]
	return from + length + len(percents), bytes.Count(inside, commentOpen) <= bytes.Count(inside, commentClose)
}

func htmlCommentEnd(text []byte, from int) (end int, closed bool) {
	for depth := 1; depth > 0; depth-- {
		length := bytes.Index(text[from:], commentClose)
		if length < 0 {
			return len(text), false
		}
		depth += bytes.Count(text[from:from+length], commentOpen)
		from += length + len(commentClose)
	}
	return from, true
}
