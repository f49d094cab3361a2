package config

import "journal/generator/civil"

// Programs gives the programs that come with journal, the default first. The
// lists are fresh ones, which the caller may change.
func Programs() []Program {
	return []Program{secondPlace(), twelveSteps(), rehab(), burnout(), grief()}
}

func days(n int) civil.Period { return civil.Period{Days: n} }

// labelled gives each step without a label its name as label.
func labelled(steps []Step) []Step {
	for i := range steps {
		if steps[i].Label == "" {
			steps[i].Label = steps[i].Name
		}
	}
	return steps
}
