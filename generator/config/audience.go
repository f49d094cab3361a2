package config

import (
	"journal/generator/diag"
	"journal/generator/fields"
)

// audiences reads [audience.NAME] in the order of the file.
func (r *reader) audiences(f fields.Field) []Audience {
	var all []Audience
	for _, named := range r.table(f) {
		r.checkID(named.Key, named.Pos, named.Len)
		a := Audience{Name: named.Key, Label: named.Key}
		if named.Key == "public" {
			r.atKey(named, codeID, "choose another name", "the audience %s would be everybody", diag.Quote(named.Key))
		}
		secret := false
		table := "[audience." + named.Key + "]"
		r.keys(r.table(named), table, []key{
			{"label", r.text(&a.Label)},
			{"passphrase_env", r.text(&a.PassphraseEnv)},
			{"passphrase_command", r.text(&a.PassphraseCommand)},
			{"passphrase", func(f fields.Field) {
				secret = true
				r.secret(f.Value, "a passphrase", `write passphrase_env = "NAME" for one in the environment, or passphrase_command = "…" for a program that prints it`)
			}},
		})
		if a.PassphraseEnv == "" && a.PassphraseCommand == "" && !secret && named.Value.Kind == fields.Table {
			r.atKey(named, codeMissing, `write passphrase_env = "NAME" or passphrase_command = "…"`, "the audience %s has no passphrase", diag.Quote(a.Name))
		}
		all = append(all, a)
	}
	return all
}
