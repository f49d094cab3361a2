package diag

import (
	"strings"
)

// Nearest gives the candidate that a misspelt word most likely meant, or "".
// Letter case, hyphens and underscores do not count; beyond that it allows one
// slip for each three letters (a slip is a letter missing, added, changed or
// swapped with its neighbour).
func Nearest(word string, candidates []string) string {
	best, bestSlips := "", 0
	folded := fold(word)
	for _, c := range candidates {
		f := fold(c)
		allowed := max(len([]rune(folded)), len([]rune(f))) / 3
		if slips := distance(folded, f); slips <= allowed && (best == "" || slips < bestSlips) {
			best, bestSlips = c, slips
		}
	}
	return best
}

// DidYouMean is Nearest as a hint, followed by all that would be possible.
func DidYouMean(word string, candidates []string, what string) string {
	all := what + ": " + strings.Join(candidates, ", ")
	if near := Nearest(word, candidates); near != "" {
		return "did you mean " + Quote(near) + "? " + all
	}
	return all
}

// Quote puts a value of the author's into double quotes, controls made visible.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		if r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0) || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069) {
			r = '\uFFFD'
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

func fold(s string) string {
	return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s))
}

// distance is the optimal string alignment distance between two words.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 64 || len(y) > 64 {
		if a == b {
			return 0
		}
		return 64
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
