package config

import (
	"time"

	"journal/generator/visibility"
)

const (
	defaultArc   = 30
	feedEntries  = 50
	configFile   = "journal.toml"
	defaultTitle = "My journal"
)

// Default is the configuration of a folder that has no journal.toml.
func Default() Config {
	return Config{
		Title:      defaultTitle,
		Language:   "en",
		Timezone:   time.UTC,
		Output:     "public",
		WeekStarts: time.Monday,
		Theme:      Theme{Name: "default"},
		Privacy: Privacy{
			Default:       visibility.Private,
			PrivateFields: []string{"mood", "energy", "hard", "place", "weather"},
		},
		Program:     secondPlace(),
		Frontmatter: Frontmatter{Scale: 5},
		Feed:        Feed{Entries: feedEntries, Full: true},
	}
}
