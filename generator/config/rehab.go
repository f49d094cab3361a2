package config

// rehab is a way back after an injury or a surgery. Each phase is done when its
// criteria are; which criteria hold is for the writer and their therapist to
// say, and days alone never decide.
func rehab() Program {
	return Program{
		ID:       "rehab",
		Progress: BySteps,
		Ordered:  true,
		Arc:      90,
		Steps: labelled([]Step{
			{
				ID: "protect", Name: "Protect it", Mode: Checklist,
				Items:  []string{"I know what I may do and what I may not", "Pain at rest is easing", "Swelling is going down", "I sleep through most nights"},
				Prompt: []string{"How was the night?", "What did the therapist say?"},
			},
			{
				ID: "move", Name: "Move again", Mode: Checklist, After: []string{"protect"},
				Items:  []string{"The agreed range of movement is there", "Everyday movements are calm", "No swelling the day after"},
				Prompt: []string{"What moved more freely than last week?", "How was it the day after?"},
			},
			{
				ID: "strengthen", Name: "Build strength", Mode: Checklist, After: []string{"move"},
				Items:  []string{"The agreed strength test is passed", "Both sides feel alike in daily life", "I did the exercises most days for two weeks"},
				Prompt: []string{"What did I do, and how much of it?", "What felt steady?"},
			},
			{
				ID: "load", Name: "Take load", Mode: Checklist, After: []string{"strengthen"},
				Items:  []string{"A first easy session without trouble the day after", "A harder session without trouble the day after", "I trust it again"},
				Prompt: []string{"What load, and how did it answer?", "Where do I still hold back?"},
			},
			{
				ID: "return", Name: "Return", Mode: Checklist, After: []string{"load"},
				Items:  []string{"Cleared by the therapist or the doctor", "A full session with others", "A plan for keeping it well"},
				Prompt: []string{"How was it to be back?", "What keeps it well from here?"},
			},
		}),
	}
}
