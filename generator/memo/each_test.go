package memo

import (
	"math/rand/v2"
	"slices"
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
		values := Each(s, "upper", Key{byte(round / 100)}, list, func(e *string) *string { return e }, func(e *string) *string {
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
		return Each(s, "x", Key{}, []int{1, 2}, func(n int) int { return n }, func(n int) int { return 2 * n })
	}
	if !slices.Equal(double(nil), []int{2, 4}) || len(Groups(nil, "x", []Group[int]{{"a", nil}})) != 1 ||
		!slices.Equal(Sorted(nil, "x", []int{2, 1}, func(a, b int) int { return a - b }), []int{1, 2}) {
		t.Error("something is missing")
	}
}
