package markdown

// Labels are the words that a body's HTML needs beside the author's own. Most
// are read by screen readers only.
type Labels struct {
	Table     string // names the box in which a wide table scrolls
	Footnotes string // names the list of footnotes
	Note      string // "Note": stands before a footnote's number
	Back      string // "back to the text": a footnote's way back
	Task      string // names a task box that has no text
	Dropped   string // shown after a task that was dropped, [-]
	Working   string // shown after a task that is being worked on, [/]

	// Callouts are the titles of callouts that have none of their own, by their kind
	// in lower case. A kind that is not in it is its own title.
	Callouts map[string]string
}

// orEnglish fills in what is empty.
func (l Labels) orEnglish() Labels {
	for _, word := range []struct {
		label   *string
		english string
	}{
		{&l.Table, "Table"},
		{&l.Footnotes, "Footnotes"},
		{&l.Note, "Note"},
		{&l.Back, "back to the text"},
		{&l.Task, "Task"},
		{&l.Dropped, "dropped"},
		{&l.Working, "in progress"},
	} {
		if *word.label == "" {
			*word.label = word.english
		}
	}
	return l
}
