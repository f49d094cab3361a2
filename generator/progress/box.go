package progress

import (
	"slices"
	"strings"

	"journal/generator/config"
	"journal/generator/edition"
	"journal/generator/markdown"
)

// Box is a task box after all entries were read: the latest mark stands.
type Box struct {
	Text string
	Mark markdown.Mark
}

// sheet gathers the boxes of one step. A box is known by its folded text, so
// that one repeated every week is one box. Where the step has configured items,
// only these count; the others are kept to be shown.
type sheet struct {
	step  *config.Step
	names []string // folded names a heading may give the step

	boxes []Box          // the items first
	place map[string]int // folded text → index in boxes
	items int

	ticked, open, dropped int // of those that count
}

func newSheet(step *config.Step) *sheet {
	s := &sheet{step: step}
	for _, item := range step.Items {
		s.put(markdown.Box{Text: item, Mark: markdown.Open})
	}
	s.items = len(s.boxes)
	return s
}

func (s *sheet) readAll(entries []*edition.Entry) {
	for _, e := range entries {
		s.read(e)
	}
}

// read takes in the boxes of an entry that belong to the step. An entry of this
// step alone gives all of them. Where there are several steps, a box says which
// one it belongs to by "#step-id" at its end, or stands below a heading with the
// step's name, further headings in between or not.
func (s *sheet) read(e *edition.Entry) {
	if e.Body == nil {
		return
	}
	for _, b := range e.Body.Boxes() {
		if len(e.Steps) == 1 || s.owns(b, e.Steps) {
			s.put(b)
		}
	}
}

func (s *sheet) owns(b markdown.Box, steps []string) bool {
	if id := strings.ToLower(b.Step); slices.Contains(steps, id) {
		return id == s.step.ID
	}
	return slices.ContainsFunc(b.Above, func(heading string) bool {
		fold := markdown.FoldBox(heading)
		return slices.Contains(s.headings(), fold) || strings.HasSuffix(fold, "#"+s.step.ID)
	})
}

func (s *sheet) headings() []string {
	if s.names == nil {
		for _, name := range []string{s.step.ID, s.step.Name, s.step.Label} {
			s.names = append(s.names, markdown.FoldBox(name))
		}
	}
	return s.names
}

// put enters a box or the new mark of one that is known.
func (s *sheet) put(b markdown.Box) {
	key := markdown.FoldBox(b.Text)
	i, known := s.place[key]
	if !known {
		if s.place == nil {
			s.place = map[string]int{}
		}
		i = len(s.boxes)
		s.place[key] = i
		s.boxes = append(s.boxes, Box{Text: b.Text})
	}
	if s.items == 0 || i < s.items {
		if known {
			*s.tally(s.boxes[i].Mark)--
		}
		*s.tally(b.Mark)++
	}
	s.boxes[i].Mark = b.Mark
	if i >= s.items {
		s.boxes[i].Text = b.Text
	}
}

// tally is the number that boxes with the mark are counted in.
func (s *sheet) tally(m markdown.Mark) *int {
	switch m {
	case markdown.Ticked:
		return &s.ticked
	case markdown.Dropped:
		return &s.dropped
	}
	return &s.open
}
