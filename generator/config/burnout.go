package config

// burnout is a way back from having had too little rest for too long. Only the
// first step has a window; the others take the time they take.
func burnout() Program {
	return Program{
		ID:       "burnout",
		Progress: BySteps,
		Arc:      90,
		Steps: labelled([]Step{
			{
				ID: "stop", Name: "Stop, and say so", Mode: Checklist, Within: days(7),
				Items:  []string{"Told somebody close to me", "Spoke with a doctor", "Put down what can wait"},
				Prompt: []string{"What did my body say first?", "Who knows how I am?"},
			},
			{
				ID: "rest", Name: "Rest", Mode: OpenEnded,
				Prompt: []string{"What was restful today?", "How did I sleep?"},
			},
			{
				ID: "see", Name: "See what wore me out", Mode: Checklist, After: []string{"stop"},
				Items:  []string{"What took the most", "What I kept saying yes to", "What I was hoping for", "What was never mine to carry"},
				Prompt: []string{"When did it begin?", "What would I tell a friend in my place?"},
			},
			{
				ID: "limits", Name: "Draw lines", Mode: Count, Of: "entries", Needs: 3, After: []string{"see"},
				Prompt: []string{"To what did I say no?", "What did I do with the room it made?"},
			},
			{
				ID: "nourish", Name: "Do what gives strength", Mode: Repeat, Every: days(7),
				Prompt: []string{"What gave me strength this week?", "With whom?"},
			},
			{
				ID: "return", Name: "Come back slowly", Mode: OpenEnded, After: []string{"limits"},
				Prompt: []string{"What did I take on, and what not?", "How was the evening after?"},
			},
		}),
	}
}
