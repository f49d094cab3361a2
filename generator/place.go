package generator

import (
	"cmp"

	"journal/generator/config"
	"journal/generator/diag"
	"journal/generator/hosting"
	"journal/generator/journal"
	"journal/generator/site"
)

// TargetOf is the target that the public site is made for.
func TargetOf(src Source, cfg config.Config) config.Target {
	t, _ := cfg.Target(src.Target)
	t.Preset = cmp.Or(src.Preset, t.Preset)
	return t
}

// placeOf is where the public site goes. Before it is published, an address that
// strangers cannot follow is kept out of it, and that is said.
func placeOf(src Source, r Reading) (site.Place, diag.List) {
	t := TargetOf(src, r.Config)
	place := site.Place{Host: hosting.Named(t.Preset), Branch: t.Kind == "git"}
	base := r.Config.BaseURL
	messages := place.Host.CheckOwn(base, func(name string) (string, bool) {
		in, ok := r.snapshot.Get("content/static/" + name)
		if !ok {
			return "", false
		}
		text, err := in.Read()
		return string(text), err == nil
	})
	if !src.Publishing {
		return place, messages
	}
	if why := hosting.Doubt(base); why != "" {
		place.Nowhere = true
		hint := "write the address at which strangers find the site: base_url = \"https://…/\""
		return place, append(messages, diag.New("W510", diag.Pos{File: journal.ConfigFile}, hint,
			"base_url %s, so the site has no feed, no sitemap and no canonical addresses", why))
	}
	if base == exampleBase {
		messages = append(messages, diag.New("W511", diag.Pos{File: journal.ConfigFile}, "",
			"base_url is the one that journal init writes as an example, %s; is it yours?", base))
	}
	return place, messages
}

// exampleBase is the address in the comment of a new journal.toml.
const exampleBase = "https://me.example/road/"
