package config

// grief has no order, no end and no numbers: nothing in it is done, due or
// missed. It is a set of places to write in, for whenever one of them calls.
func grief() Program {
	return Program{
		ID:       "grief",
		Progress: NoNumbers,
		Steps: labelled([]Step{
			{ID: "remember", Name: "Remember", Mode: OpenEnded, Prompt: []string{"What came back to me today?", "What would I like never to forget?"}},
			{ID: "say", Name: "Say what was not said", Mode: OpenEnded, Prompt: []string{"What would I tell them now?"}},
			{ID: "feel", Name: "Let it be as it is", Mode: OpenEnded, Prompt: []string{"How is it today?", "What helped, if anything did?"}},
			{ID: "company", Name: "Let others in", Mode: OpenEnded, Prompt: []string{"Who was with me?", "What could somebody do for me?"}},
			{ID: "care", Name: "Look after today", Mode: OpenEnded, Prompt: []string{"Did I eat, sleep, go outside?", "What is enough for today?"}},
			{ID: "carry", Name: "Carry it on", Mode: OpenEnded, Prompt: []string{"What of theirs lives on in what I do?"}},
		}),
	}
}
