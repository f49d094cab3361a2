package lineage

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"journal/themes"
)

func files(pairs ...string) fs.FS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

func TestOf(t *testing.T) {
	builtin := files("default/a", "", "book/theme.toml", "on = 'default'\nfonts = 'files'")
	for name, tt := range map[string]struct {
		site        fs.FS
		theme, line string
		code, said  string
		at          int // line of the message
	}{
		"the ground":           {nil, "default", "default", "", "", 0},
		"one that comes along": {nil, "book", "default book", "", "", 0},
		"one without a word":   {files("themes/mine/a", ""), "mine", "default mine", "", "", 0},
		"a line of three":      {files("themes/mine/theme.toml", "on = 'book'"), "mine", "default book mine", "", "", 0},
		"the journal's word":   {files("themes/book/theme.toml", "on = 'mine'", "themes/mine/a", ""), "book", "default mine book", "", "", 0},
		"the ground on others": {files("themes/default/theme.toml", "on = 'book'"), "default", "default", "", "", 0},
		"no such theme":        {nil, "bok", "", "E403", `did you mean "book"`, 0},
		"on nothing":           {files("themes/mine/theme.toml", "\non = 'bok'"), "mine", "default mine", "E403", `did you mean "book"`, 2},
		"on itself":            {files("themes/mine/theme.toml", "on = 'mine'"), "mine", "default mine", "E406", "itself", 1},
		"in a circle":          {files("themes/a/theme.toml", "on = 'b'", "themes/b/theme.toml", "on = 'a'"), "a", "default b a", "E406", "itself", 1},
		"another key":          {files("themes/mine/theme.toml", "abuot = 'x'"), "mine", "default mine", "E406", `did you mean "about"`, 1},
		"another kind":         {files("themes/mine/theme.toml", "on = 3"), "mine", "default mine", "E406", "on is a text", 1},
		"other fonts":          {files("themes/mine/theme.toml", "fonts = 'big'"), "mine", "default mine", "E406", `"big"`, 1},
		"no list of styles":    {files("themes/mine/theme.toml", "[stylesheets]\nentry = 'x.css'"), "mine", "default mine", "E406", "list of paths", 2},
		"no table of styles":   {files("themes/mine/theme.toml", "stylesheets = 'x.css'"), "mine", "default mine", "E406", "table", 1},
		"no TOML":              {files("themes/mine/theme.toml", "on = "), "mine", "default mine", "E1", "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			line, problems := Of(builtin, tt.site, tt.theme)
			var names []string
			for _, theme := range line {
				names = append(names, theme.Name)
			}
			if got := strings.Join(names, " "); got != tt.line {
				t.Errorf("the line is %q", got)
			}
			if tt.code == "" {
				if len(problems) > 0 {
					t.Errorf("%+v", problems)
				}
				return
			}
			if len(problems) != 1 || !strings.HasPrefix(problems[0].Code, tt.code) || !strings.Contains(problems[0].Text+problems[0].Hint, tt.said) || problems[0].Pos.Line != tt.at {
				t.Errorf("%+v", problems)
			}
		})
	}
}

// The themes that come with the program say what they are.
func TestBuiltinThemes(t *testing.T) {
	names := Names(themes.FS, nil)
	if !slices.Equal(names, []string{"book", "default", "plain"}) {
		t.Errorf("themes: %v", names)
	}
	for _, name := range names {
		line, problems := Of(themes.FS, nil, name)
		if len(problems) > 0 {
			t.Error(problems)
		}
		if of := line[len(line)-1]; of.About == "" || of.Name != Ground && of.On != Ground {
			t.Errorf("%+v", of)
		}
	}
}
