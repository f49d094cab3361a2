package progress

import "journal/generator/edition"

// Standings works out where every pursuit of an edition stands, in the order of
// the edition's pursuits.
func Standings[A edition.Audience](ed edition.Edition[A]) []Standing {
	of := map[string][]*edition.Entry{}
	for _, e := range ed.Entries() {
		for _, id := range e.Pursuits {
			of[id] = append(of[id], e)
		}
	}
	standings := make([]Standing, len(ed.Pursuits()))
	for i, p := range ed.Pursuits() {
		standings[i] = Of(p, of[p.ID], ed.Today())
	}
	return standings
}
