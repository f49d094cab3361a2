package site

import (
	"cmp"
	"fmt"
	"slices"

	"journal/generator/chart"
	"journal/generator/edition"
	"journal/generator/progress"
)

// The twin map: for each pursuit the qualities that were wanted, and who else has
// them. A twin without a name in this edition is not part of it.

const (
	twinsAddress = "twins/"
	mapsOnPage   = 12
)

// wayToTwin are the statuses of a twin in the order in which one comes closer.
// "passed" is none of them.
var wayToTwin = [...]string{"spotted", "researched", "contacted", "applied", "interviewing", "offer", "joined"}

// gatherMapped are the pursuits that have a twin map.
func (p *planner[A]) gatherMapped() []*progress.Standing {
	return slices.DeleteFunc(slices.Clone(p.standings), func(s *progress.Standing) bool { return !hasNamedTwin(s) })
}

func hasNamedTwin(s *progress.Standing) bool {
	return slices.ContainsFunc(s.Pursuit.Twins, func(t edition.Twin) bool { return t.Name != "" })
}

func (p *planner[A]) twins(add func(Page)) {
	all := p.mapped()
	for n := range mapSheets(all).count() {
		if len(all) > 0 {
			add(Page{Address: mapSheets(all).address(n), Kind: "twins", Listed: true, View: func() any { return p.twinsView(n, all) }})
		}
	}
}

func mapSheets(all []*progress.Standing) sheets { return sheets{twinsAddress, len(all), mapsOnPage} }

// twinsOf is where the twin map of a pursuit is.
func (p *planner[A]) twinsOf(root string, s *progress.Standing) string {
	i := slices.Index(p.mapped(), s)
	return href(root, mapSheets(p.mapped()).address(i/mapsOnPage)) + "#" + mapID(i%mapsOnPage)
}

func mapID(i int) string { return fmt.Sprintf("map%d", i+1) }

func (p *planner[A]) twinsView(n int, all []*progress.Standing) TwinsView {
	heading := p.words.Say("twins.heading")
	sheet := mapSheets(all)
	v := TwinsView{Frame: p.frame("twins", "", sheet.address(n), p.sheetTitle(heading, n)), Heading: heading, Lede: p.words.Say("twins.lede")}
	v.Pages = p.paged(sheet.links(v.Root, n))
	from, to := sheet.span(n)
	for i, s := range all[from:to] {
		v.Maps = append(v.Maps, p.twinMap(v.Root, mapID(i), s))
	}
	return v
}

// twinMap sets the qualities of a pursuit against its twins, those that share most
// first.
func (p *planner[A]) twinMap(root, id string, s *progress.Standing) TwinMap {
	m := TwinMap{ID: id, Pursuit: Link{Text: s.Pursuit.Title, Href: href(root, s.Pursuit.Address)}, Qualities: qualitiesOf(s.Pursuit)}
	m.Twins = p.twinRows(s)
	m.Caption = p.of(s).Say("twins.caption", "first", p.named("twin-status.", wayToTwin[0]), "last", p.named("twin-status.", wayToTwin[len(wayToTwin)-1]))
	return m
}

// qualitiesOf are those that a pursuit names, then those that its twins alone do.
func qualitiesOf(p *edition.Pursuit) []string {
	qualities := slices.Clone(p.Qualities)
	for _, t := range p.Twins {
		for _, q := range t.Shares {
			if t.Name != "" && !shares(qualities, q) {
				qualities = append(qualities, q)
			}
		}
	}
	return qualities
}

// shares reports whether a quality is one of a list; letter case does not count.
func shares(list []string, quality string) bool {
	return slices.ContainsFunc(list, func(q string) bool { return foldTag(q) == foldTag(quality) })
}

// twinRows are the twins of a pursuit that have a name, those that share most first,
// then those one is nearest to.
func (p *planner[A]) twinRows(s *progress.Standing) []TwinRow {
	type marked struct {
		twin edition.Twin
		has  []bool
		mark chart.TwinMark
	}
	var all []marked
	qualities := qualitiesOf(s.Pursuit)
	for _, t := range s.Pursuit.Twins {
		if t.Name == "" {
			continue
		}
		one := marked{twin: t, mark: chart.TwinMark{Station: slices.Index(wayToTwin[:], t.Status), Of: len(qualities)}}
		for _, q := range qualities {
			one.has = append(one.has, shares(t.Shares, q))
			if shares(t.Shares, q) {
				one.mark.Shares++
			}
		}
		all = append(all, one)
	}
	slices.SortStableFunc(all, func(a, b marked) int {
		return cmp.Or(cmp.Compare(b.mark.Shares, a.mark.Shares), cmp.Compare(b.mark.Station, a.mark.Station))
	})
	rows := make([]TwinRow, len(all))
	for i, m := range all {
		t := m.twin
		rows[i] = TwinRow{Name: t.Name, Href: webLink(t.URL), Status: p.named("twin-status.", t.Status), Shares: t.Shares, Note: t.Note,
			Has: m.has, Drawing: chart.DrawTwin(m.mark, len(wayToTwin))}
		if len(qualities) > 0 && !noNumbers(s.Pursuit.Program) {
			rows[i].Overlap = p.nOf(m.mark.Shares, len(qualities))
		}
	}
	return rows
}
