package chart

import (
	"journal/generator/words"
	"journal/themes"
)

// english is what drawings say in English.
var english, _ = words.Load(themes.FS, nil, "default", "en")
