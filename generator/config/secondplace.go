package config

// secondPlace is the default program: six things to do after coming in second,
// from Scott Westerman's essay "What to do when you come in second". Names,
// windows and rhythms are those of the essay's story of about a month.
func secondPlace() Program {
	return Program{
		ID:       "second-place",
		Progress: BySteps,
		Arc:      defaultArc,
		Steps: labelled([]Step{
			{
				ID: "thank", Name: "Don't burn the bridge", Label: "Thank them",
				Mode: Once, Within: days(2),
				Hint: "Thank the people who decided, and trust that they chose what fitted.",
				Prompt: []string{
					"Who decided?",
					"What was I glad to learn?",
					"What would I like them to remember of me?",
				},
			},
			{
				ID: "feedback", Name: "Seek feedback", Label: "Ask for feedback",
				Mode: Once, Within: days(7),
				Hint: "Ask what to work on in order to be the winner next time.",
				Prompt: []string{
					"Whom can I ask, and how do they like to be asked?",
					"What did they say, in their own words?",
					"Which one thing does it point to?",
				},
			},
			{
				ID: "recalibrate", Name: "Recalibrate",
				Mode: Checklist,
				Hint: "Look again at what they want and at what I have to offer.",
				Items: []string{
					"What do they really want?",
					"Other openings there",
					"Selling points I missed",
					"Gaps in skill or experience",
				},
				Prompt: []string{
					"What do I see now that I did not see before?",
					"What did I leave unsaid that speaks for me?",
					"What would I like to be able to do in three months?",
				},
			},
			{
				ID: "add-value", Name: "Add value anyway",
				Mode: Repeat, Every: days(14),
				Hint: "Share an article, a link or an idea with the people I met; help the winner do well.",
				Prompt: []string{
					"What did I come across that one of them could use?",
					"What could make the winner's first weeks easier?",
					"What did I give, and to whom?",
				},
			},
			{
				ID: "twin", Name: "Find a twin",
				Mode: Count, Of: "twins", Needs: 3,
				Hint: "Look for other organizations with the same qualities.",
				Prompt: []string{
					"What was it about them that I wanted?",
					"Who else is like that?",
					"Whom do I know there, or who knows somebody?",
				},
			},
			{
				ID: "persist", Name: "Don't give up", Label: "Keep going",
				Mode: Repeat, Every: days(30),
				Hint: "Say that I am still here, keep in touch, and start tomorrow on the weak spots.",
				Prompt: []string{
					"With whom do I want to stay in touch?",
					"What is one small thing that I can start on tomorrow?",
					"What has changed since the last time I wrote here?",
				},
			},
		}),
	}
}
