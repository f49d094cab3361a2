package config

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"journal/generator/diag"
	"journal/generator/fields"
	"journal/generator/hosting"
)

// targetKind is a kind of place to publish to and the keys of its address. The
// first key is the one without which there is no address. Flags are keys that are
// true or false.
type targetKind struct {
	name  string
	keys  []string
	flags []string
}

var targetKinds = []targetKind{
	{"git", []string{"remote", "branch"}, nil},
	{"s3", []string{"bucket", "prefix", "region", "endpoint"}, nil},
	{"rsync", []string{"destination"}, []string{"releases"}},
	{"dir", []string{"path"}, nil},
}

// secretKeys are keys that other tools have for secrets.
var secretKeys = []string{"password", "passphrase", "token", "secret", "secret_key", "access_key", "access_key_id", "secret_access_key", "api_key"}

// defaultTarget is the name of the target that [publish] itself describes.
const defaultTarget = "default"

// targets reads [publish], which describes one target, or [publish.NAME].
func (r *reader) targets(f fields.Field) []Target {
	fs := r.table(f)
	if len(fs) == 0 {
		return nil
	}
	if !slices.ContainsFunc(fs, func(f fields.Field) bool { return f.Value.Kind == fields.Table }) {
		return []Target{r.target(f, defaultTarget, "[publish]")}
	}
	var all []Target
	for _, named := range fs {
		if named.Value.Kind != fields.Table {
			r.atKey(named, codeUnknownKey, "move it into the table of one target", "%s stands beside tables of named targets", diag.Quote(named.Key))
			continue
		}
		r.checkID(named.Key, named.Pos, named.Len)
		all = append(all, r.target(named, named.Key, "[publish."+named.Key+"]"))
	}
	return all
}

func (r *reader) target(f fields.Field, name, table string) Target {
	t := Target{Name: name, Preset: "none", Address: map[string]string{}}
	kind := r.kindOf(f, table)
	t.Kind = kind.name
	keys := []key{{"target", func(fields.Field) {}}, {"preset", word(r, &t.Preset, hosting.Names()...)}}
	for _, k := range kind.keys {
		keys = append(keys, key{k, func(f fields.Field) { r.addressPart(f, t.Address) }})
	}
	for _, k := range kind.flags {
		keys = append(keys, key{k, func(f fields.Field) {
			on := false
			r.flag(&on)(f)
			t.Address[f.Key] = strconv.FormatBool(on)
		}})
	}
	var known []fields.Field
	for _, field := range f.Value.Table {
		if slices.Contains(secretKeys, field.Key) {
			r.targetSecret(field.Value)
			continue
		}
		known = append(known, field)
	}
	if kind.name != "" {
		r.keys(known, table, keys)
	}
	if kind.name != "" && t.Address[kind.keys[0]] == "" {
		r.atKey(f, codeMissing, kind.keys[0]+` = "…"`, "%s does not say where to publish", table)
	}
	return t
}

// kindOf reads the target's kind first, since its other keys depend on it.
func (r *reader) kindOf(f fields.Field, table string) targetKind {
	names := make([]string, len(targetKinds))
	for i, k := range targetKinds {
		names[i] = k.name
	}
	field, ok := fields.Get(f.Value.Table, "target")
	if !ok {
		r.atKey(f, codeMissing, "possible: "+strings.Join(names, ", "), "%s has no target", table)
		return targetKind{}
	}
	name := ""
	word(r, &name, names...)(field)
	if i := slices.Index(names, name); i >= 0 {
		return targetKinds[i]
	}
	return targetKind{}
}

// addressPart reads one key of an address.
func (r *reader) addressPart(f fields.Field, address map[string]string) {
	s, ok := r.textOf(f)
	if !ok {
		return
	}
	if holdsSecret(s) {
		r.targetSecret(f.Value)
	}
	address[f.Key] = s
}

func (r *reader) targetSecret(v fields.Value) {
	r.secret(v, "a password or token", "keep it in the environment, an agent, or the settings of git, ssh or aws, which are used as they are")
}

// holdsSecret reports whether an address has a password in it, or anything
// before the @ of a web address, which is how forges take tokens.
func holdsSecret(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return false
	}
	_, password := u.User.Password()
	return password || isWeb(u)
}
