package site

import (
	"journal/generator/seal"
)

// SealedFolder holds what is sealed, a folder for each circle of readers. The names
// below it say nothing.
const SealedFolder = "s/"

// UnlockAddress is the page at which the readers of an audience open what is sealed
// for them.
func UnlockAddress(audience, secret string) string {
	return SealedFolder + seal.CircleID(audience, secret) + "/"
}

// unlockPolicy is that of pages which open what is sealed: they load files of the
// site by script, and show pictures that they made themselves.
const unlockPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'"

// unlock has a page for each audience, whether or not anything is for it yet. They
// are all the same, say nothing of what they open, and no page links to them.
func (p *planner[A]) unlock(add func(Page)) {
	for _, audience := range p.cfg.Audiences {
		address := UnlockAddress(audience.Name, p.cfg.Secret())
		add(Page{Address: address, Kind: "unlock", View: func() any { return p.unlockView(address) }})
	}
}

func (p *planner[A]) unlockView(address string) UnlockView {
	v := UnlockView{Frame: p.frame("unlock", "", address, p.words.Say("unlock.title")), Heading: p.words.Say("unlock.heading")}
	v.Policy = unlockPolicy
	v.NoIndex, v.Canonical, v.AtomFeed, v.JSONFeed = true, "", "", ""
	v.Keys, v.Search, v.Rooms, v.Footer, v.Owner = "", "", nil, p.words.Say("footer.empty"), false
	v.Script = href(v.Root, p.assets.Unlock)
	return v
}
