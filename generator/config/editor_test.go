package config

import "testing"

func TestCheckEditor(t *testing.T) {
	for pattern, ok := range map[string]bool{
		"vscode://file{path}:{line}:{column}": true, "vscodium://file{path}": true, "idea://open?file={path}&line={line}": true, "zed://file{path}:{line}": true, "x-editor+a.b://{path}": true,
		"": false, "{path}": false, "vscode://file": false, "http://evil.example/?{path}": false, "HTTPS://evil.example/?{path}": false, "JavaScript:alert('{path}')": false,
		" javascript:{path}": false, "java\tscript:{path}": false, "data:text/html,{path}": false, "file://{path}": false, "1a:{path}": false, ":{path}": false, "a b:{path}": false,
	} {
		if err := CheckEditor(pattern); (err == nil) != ok {
			t.Errorf("%q: %v", pattern, err)
		}
	}
}

func TestEditor(t *testing.T) {
	if c, messages := parse("[preview]\neditor = \"idea://open?file={path}&line={line}\"\n"); c.Preview.Editor != "idea://open?file={path}&line={line}" || len(messages) > 0 {
		t.Errorf("%q, %v", c.Preview.Editor, messages)
	}
	if c, messages := parse("[preview]\neditor = \"https://evil.example/{path}\"\n"); c.Preview.Editor != "" || short(messages) != "2:10+29 E206" {
		t.Errorf("%q, %s", c.Preview.Editor, short(messages))
	}
}
