package progress

import (
	"journal/generator/words"
	"journal/themes"
)

// english is what pages say in English.
func english() *words.Catalogue {
	w, _ := words.Load(themes.FS, nil, "default", "en")
	return w
}
