package frontmatter

// Codes of the messages about the front matter of one file. Those of the two
// languages themselves (E104 to E106, W212) come from package fields; those
// that need the whole journal (unknown ids, missing dates) from package journal.
const (
	codeImpossibleDate  = "E102" // a day or an hour that no calendar or clock has
	codeAmbiguousDate   = "E103" // 03/04/2026 without date_order
	codeNotText         = "E107" // not UTF-8, or with NUL bytes
	codeUnclosed        = "E108" // front matter without a closing fence
	codeJSON            = "E109" // front matter in JSON
	codeControl         = "E110" // a control character in a title or a slug
	codeDateForm        = "E112" // a date written in a way we do not read
	codeWrongType       = "E113" // a list for a title, a table for a date
	codeTooLarge        = "E114" // a file over MaxSize
	codeState           = "E122" // state is none of its words
	codeDoneStep        = "E123" // done lists a step that steps does not
	codeDoneState       = "E124" // done and state say opposite things
	codeRest            = "E140" // rest ends before it starts, or has no known form
	codeNumber          = "E141" // a number out of its range
	codeAddress         = "E142" // an alias that is no path of this site
	codeVisibility      = "E150" // visibility is none of its words, or misspelt
	codeFlag            = "E151" // draft, publish, published, public, private: not true or false
	codeContradiction   = "E152" // visibility and a flag say opposite things
	codeCondition       = "E154" // reveal, letter or opens has no known form
	codeOutcome         = "E160" // outcome is unknown, or stands in a pursuit that goes on
	codeStatus          = "E161" // status is none of its words
	codeNoName          = "E162" // a gap, twin or milestone without id or name
	codeKeyVariant      = "W211" // a key that is nearly one of ours
	codeDuplicateKey    = "W212" // of package fields: the last of two equal keys counts
	codeTwoSpellings    = "W213" // a key and its alias differ
	codeLanguage        = "W214" // lang is no language tag
	codeUnservable      = "W215" // an alias at which no plain site can answer
	codeVia             = "W221" // via is none of its words
	codeOrder           = "W231" // the dates of a pursuit are out of order
	codeUnknownKindWord = "W234" // a kind or twin status that has no icon and words
)
