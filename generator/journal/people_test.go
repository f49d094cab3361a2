package journal

import "testing"

func TestSameNames(t *testing.T) {
	people, messages := readPeople(Input{Path: "people.toml", Text: []byte("[a]\nname = \"Alex\"\n[b]\nname = \"alex\"\n[c]\nname = \"Sam\"\nalso = [\"Alex\"]\n")})
	if len(people.All) != 3 || len(messages) != 1 || messages[0].Code != "E173" || messages[0].Pos.Line != 3 {
		t.Errorf("%v", messages)
	}
}
