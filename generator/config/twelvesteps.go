package config

// twelveSteps is a frame for a programme of twelve steps. The labels are our
// own: the wording that fellowships use is theirs, and whoever works with it
// pastes it into journal.toml.
func twelveSteps() Program {
	return Program{
		ID:       "twelve-steps",
		Progress: ByCounter,
		Ordered:  true,
		Arc:      90,
		Steps: labelled([]Step{
			{ID: "admit", Name: "Say it plainly", Mode: Once, Prompt: []string{"What can I no longer manage alone?", "What has it cost?"}},
			{ID: "hope", Name: "Find some hope", Mode: Once, Prompt: []string{"Who has come through this?", "What could carry me?"}},
			{ID: "decide", Name: "Decide", Mode: Once, Prompt: []string{"What do I hand over?", "What will I do differently today?"}},
			{ID: "inventory", Name: "Take stock", Mode: Once, Prompt: []string{"What am I carrying?", "What was my part in it?"}},
			{ID: "tell", Name: "Tell somebody", Mode: Once, Prompt: []string{"Whom do I trust with this?", "How was it to say it aloud?"}},
			{ID: "ready", Name: "Be ready to change", Mode: Once, Prompt: []string{"What am I ready to let go of?", "What am I still holding on to?"}},
			{ID: "ask", Name: "Ask for change", Mode: Once, Prompt: []string{"What do I ask for?", "Where did I notice a change?"}},
			{ID: "list", Name: "List the people", Mode: Once, Prompt: []string{"Whom have I hurt?", "What would I want to say to them?"}},
			{ID: "amends", Name: "Make it right", Mode: OpenEnded, Prompt: []string{"What did I put right?", "Would it have hurt anybody to do more?"}},
			{ID: "review", Name: "Look at the day", Mode: OpenEnded, Prompt: []string{"What went well?", "What do I want to put right?"}},
			{ID: "quiet", Name: "Be quiet a while", Mode: OpenEnded, Prompt: []string{"What came up when it was quiet?", "What is today asking of me?"}},
			{ID: "pass-on", Name: "Pass it on", Mode: OpenEnded, Prompt: []string{"Whom could this help?", "What did I share?"}},
		}),
	}
}
