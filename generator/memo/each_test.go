package memo

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Whatever is done to a list, Each, Groups and Sorted give what they give without
// a memory, and nothing is made twice.
func TestListsAreRemembered(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	s := New()
	var list []*string
	made := map[*string]*string{}
	for round := range 500 {
		list = edited(rng, list)
		values := Each(s, "upper", Key{byte(round / 100)}, list, func(e *string) *string {
			v := strings.ToUpper(*e)
			return &v
		})
		if round%100 == 0 {
			clear(made)
		}
		for i, e := range list {
			if *values[i] != strings.ToUpper(*e) {
				t.Fatalf("%s became %s", *e, *values[i])
			}
			if known, ok := made[e]; ok && known != values[i] {
				t.Fatalf("round %d: %s was made twice", round, *e)
			}
		}
		clear(made)
		for i, e := range list {
			made[e] = values[i]
		}
		byText := func(a, b *string) int { return strings.Compare(*a, *b) }
		if got, want := Sorted(s, "sorted", list, byText), slices.SortedFunc(slices.Values(list), byText); !slices.Equal(got, want) {
			t.Fatalf("round %d: not in order", round)
		}
	}
}

// edited takes some elements out, puts some in, and moves one.
func edited(rng *rand.Rand, list []*string) []*string {
	list = slices.Clone(list)
	for range rng.IntN(3) {
		word := make([]byte, 12)
		for i := range word {
			word[i] = byte('a' + rng.IntN(26))
		}
		text := string(word)
		list = slices.Insert(list, rng.IntN(len(list)+1), &text)
	}
	if len(list) > 0 && rng.IntN(3) == 0 {
		from := rng.IntN(len(list))
		list = slices.Delete(list, from, min(len(list), from+1+rng.IntN(len(list)/8+1)))
	}
	if n := len(list); n > 1 && rng.IntN(3) == 0 {
		i, j := rng.IntN(n), rng.IntN(n)
		list[i], list[j] = list[j], list[i]
	}
	return list
}

func TestGroupsKeepTheirIdentity(t *testing.T) {
	s := New()
	one := Groups(s, "g", []Group[int]{{"a", []int{1, 2}}, {"b", []int{3}}})
	two := Groups(s, "g", []Group[int]{{"a", []int{1, 2}}, {"b", []int{3, 4}}, {"c", nil}})
	if one[0] != two[0] || one[1] == two[1] || !slices.Equal(two[1].All, []int{3, 4}) {
		t.Errorf("got %v after %v", two, one)
	}
}

func TestWithoutAStore(t *testing.T) {
	double := func(s *Store) []int {
		return Each(s, "x", Key{}, []int{1, 2}, func(n int) int { return 2 * n })
	}
	if !slices.Equal(double(nil), []int{2, 4}) || len(Groups(nil, "x", []Group[int]{{"a", nil}})) != 1 ||
		!slices.Equal(Sorted(nil, "x", []int{2, 1}, func(a, b int) int { return a - b }), []int{1, 2}) {
		t.Error("something is missing")
	}
}

// However a list is cut into runs, nothing is left out or is there twice, and what has
// not changed is not asked for again.
func TestRunsHoldTheList(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	s := New()
	var list []*string
	asked := 0
	for round := range 600 {
		if list = edited(rng, list); round%50 == 0 {
			list = numbers(rng)
		}
		asked = 0
		joined := slices.Concat(Runs(s, "runs", Key{byte(round / 200)}, list, func(some []*string) []*string {
			asked += len(some)
			return slices.Clone(some)
		})...)
		if !slices.Equal(joined, list) {
			t.Fatalf("round %d: %d elements of %d", round, len(joined), len(list))
		}
	}
	list = numbers(rng)
	Runs(s, "runs", Key{2}, list, slices.Clone[[]*string])
	changed := slices.Clone(list)
	word := "changed"
	changed[len(changed)/2] = &word
	asked = 0
	Runs(s, "runs", Key{2}, changed, func(some []*string) []*string { asked += len(some); return some })
	if asked == 0 || asked > 2*length {
		t.Errorf("one change made %d of %d elements anew", asked, len(changed))
	}
}

func numbers(rng *rand.Rand) []*string {
	var list []*string
	for range 4000 {
		word := strconv.Itoa(rng.IntN(1e9))
		list = append(list, &word)
	}
	return list
}

func first(s *string) byte  { return (*s)[0] }
func text(s *string) string { return (*s)[:1] }

// Parts keeps the identity of parts whose elements are the same, at both ends of them.
func TestPartsKeepTheirIdentity(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	s := New()
	byText := func(a, b *string) int { return strings.Compare(*a, *b) }
	var list []*string
	var before []*Group[*string]
	for round := range 2000 {
		list = slices.SortedFunc(slices.Values(edited(rng, list)), byText)
		fresh := Parts(nil, "", list, first, text)
		now := Parts(s, "parts", list, first, text)
		if len(now) != len(fresh) {
			t.Fatalf("round %d: %d parts, want %d", round, len(now), len(fresh))
		}
		for i, g := range now {
			if g.Name != fresh[i].Name || !slices.Equal(g.All, fresh[i].All) {
				t.Fatalf("round %d: part %d is %v", round, i, g)
			}
			for _, was := range before {
				if was.Name == g.Name && slices.Equal(was.All, g.All) && was != g {
					t.Fatalf("round %d: part %s has another identity", round, g.Name)
				}
			}
		}
		before = now
	}
}

func TestAlikeKeepsWhatWasThere(t *testing.T) {
	a, b, c, again := "a", "b", "c", "b"
	s := New()
	text := func(s *string) string { return *s }
	Alike(s, "x", []*string{&a, &b, &c}, text)
	if got := Alike(s, "x", []*string{&a, &again, &c}, text); got[1] != &b {
		t.Error("what reads as before is another")
	}
	if got := Alike(s, "x", []*string{&again, &c}, text); got[0] != &b || got[1] != &c {
		t.Error("a list that became shorter")
	}
	if got := Alike(nil, "x", []*string{&again}, text); got[0] != &again {
		t.Error("without a memory")
	}
}
