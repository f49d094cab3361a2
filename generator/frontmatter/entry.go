package frontmatter

import (
	"html"
	"slices"
	"strings"
	"unicode"

	"journal/generator/diag"
	"journal/generator/fields"
)

// The words that some keys are limited to.
var (
	stateWords = []string{"working", "done", "skip", "reopen"}
	viaWords   = []string{"email", "call", "meeting", "message", "post", "letter", "other"}
)

// ReadEntry reads the front matter of an entry. A value that is not understood
// is reported and left out; what it says about visibility is then private.
func ReadEntry(f File, o Options) (Entry, diag.List) {
	r := newReader(f, o, "an entry", entryKeys)
	e := Entry{
		Title:        r.title("title"),
		Slug:         r.plain("slug"),
		Pursuits:     r.ids("pursuit"),
		Steps:        r.ids("steps"),
		State:        r.oneOf(r.text("state"), codeState, "state", "states", stateWords),
		Done:         r.done(),
		Milestones:   r.ids("milestone"),
		With:         r.ids("with"),
		Via:          r.oneOf(r.text("via"), codeVia, "via", "ways", viaWords),
		Gave:         r.str("gave"),
		URL:          r.str("url"),
		FeedbackFrom: r.id("feedback_from"),
		GapOpened:    r.ids("gap_opened"),
		GapWorked:    r.ids("gap_worked"),
		GapClosed:    r.ids("gap_closed"),
		Setback:      r.setback(),
		Helped:       r.strs("helped"),
		Mood:         r.scale("mood"),
		Energy:       r.scale("energy"),
		Hard:         r.scale("hard"),
		Next:         r.str("next"),
		NextBy:       r.day("next_by"),
		Audience:     r.ids("audience"),
		Reveal:       r.reveal(),
		Letter:       r.letter(),
		Opens:        r.opens(),
		Summary:      r.str("summary"),
		Lang:         r.language(),
		Image:        linked(r.str("image")),
		ImageAt:      r.text("image").Pos,
		Weather:      r.str("weather"),
		Place:        r.str("place"),
		Quote:        r.str("quote"),
		Aliases:      r.aliases(o.BaseURL),
		Extra:        r.extra,
	}
	e.Moment, e.DateAt = r.date()
	e.Rest, e.RestDays = r.rest()
	e.Tags, e.Steps = r.tagsAndSteps(e.Steps)
	r.checkDone(e)
	e.Visibility = r.stated()
	return e, r.messages()
}

// date reads the day of the entry and the text it was written as.
func (r *reader) date() (Moment, Text) {
	f, ok := r.field("date")
	if !ok {
		return Moment{}, Text{}
	}
	m, _ := r.moment(f, f.Value)
	return m, valueText(f.Value)
}

// title reads a text of one line in which other tools may have left entities.
func (r *reader) title(name string) Text {
	t := r.text(name)
	t.S = html.UnescapeString(t.S)
	return r.oneLine(name, t)
}

func (r *reader) plain(name string) Text { return r.oneLine(name, r.text(name)) }

// oneLine folds blanks and line ends, and refuses other control characters.
func (r *reader) oneLine(name string, t Text) Text {
	if strings.IndexFunc(t.S, unicode.IsSpace) >= 0 {
		t.S = strings.Join(strings.Fields(t.S), " ")
	}
	if strings.IndexFunc(t.S, unicode.IsControl) >= 0 {
		r.report(codeControl, t, "remove it; it may have come along with copied text",
			"the %s holds a control character", name)
		t.S = strings.Map(func(c rune) rune {
			if unicode.IsControl(c) {
				return -1
			}
			return c
		}, t.S)
	}
	return t
}

// done reads true, or the steps that are done.
func (r *reader) done() Done {
	f, ok := r.field("done")
	if !ok {
		return Done{}
	}
	if all, known := truth(f.Value); known {
		return Done{All: all, Not: !all}
	}
	return Done{Steps: r.ids("done")}
}

// checkDone holds done against steps and state. A step may be given by its
// number, and then only the program knows whether it is one of the others.
func (r *reader) checkDone(e Entry) {
	numbered := slices.ContainsFunc(e.Steps, isNumber)
	for _, step := range e.Done.Steps {
		if numbered || isNumber(step) && len(e.Steps) > 0 || containsFold(e.Steps, step.S) {
			continue
		}
		r.report(codeDoneStep, step, "add it to steps, or take it out of done",
			"%s is done here, but is not one of this entry's steps", diag.Quote(step.S))
	}
	f, _ := r.field("done")
	if _, known := truth(f.Value); known && e.State.S != "" && e.Done.All != (e.State.S == "done") {
		r.report(codeDoneState, valueText(f.Value), "remove one of the two",
			"done = %t contradicts state = %s", e.Done.All, diag.Quote(e.State.S))
	}
}

func isNumber(t Text) bool { return t.S != "" && countDigits(t.S) == len(t.S) }

func containsFold(ts []Text, s string) bool {
	return slices.ContainsFunc(ts, func(t Text) bool { return strings.EqualFold(t.S, s) })
}

// setback reads true, or what happened.
func (r *reader) setback() Setback {
	f, ok := r.field("setback")
	if !ok {
		return Setback{}
	}
	if set, known := truth(f.Value); known {
		return Setback{Set: set}
	}
	text := r.textOf(f, f.Value).S
	return Setback{Set: text != "", Text: text}
}

// tagsAndSteps reads the tags, and adds those that name a step (step/feedback)
// to the steps.
func (r *reader) tagsAndSteps(steps []Text) (tags, all []Text) {
	for _, tag := range r.tags() {
		step, isStep := cutStepTag(tag)
		switch {
		case !isStep:
			tags = append(tags, tag)
		case !containsFold(steps, step.S):
			steps = append(steps, step)
		}
	}
	return tags, steps
}

const stepTag = "step/"

func cutStepTag(tag Text) (Text, bool) {
	if len(tag.S) <= len(stepTag) || !strings.EqualFold(tag.S[:len(stepTag)], stepTag) {
		return tag, false
	}
	tag.S = tag.S[len(stepTag):]
	return tag, true
}

// tags reads a list, or a text with commas, without the # before each.
func (r *reader) tags() []Text {
	var tags []Text
	for _, f := range r.all("tags") {
		for _, t := range r.appendTexts(nil, f, f.Value) {
			parts := []Text{t}
			if f.Value.Kind != fields.List {
				// "#sql #mock" is a list too; the comma keeps the places right.
				t.S = strings.ReplaceAll(t.S, " #", ",#")
				parts = t.split()
			}
			for _, part := range parts {
				part.S = strings.Join(strings.Fields(strings.TrimLeft(part.S, "#")), " ")
				if part.S != "" && !slices.ContainsFunc(tags, func(o Text) bool { return strings.EqualFold(o.S, part.S) }) {
					tags = append(tags, part)
				}
			}
		}
	}
	return tags
}
