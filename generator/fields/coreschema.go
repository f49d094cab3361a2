package fields

import (
	"math"
	"strconv"
	"strings"
)

// resolve gives a YAML word without quotes its kind and value, by the table of
// https://yaml.org/spec/1.2.2/#1032-tag-resolution. What 1.1 took for booleans
// (yes, no, on, off) and numbers (1_000, 0b11, 12:30) are words.
func resolve(v *Value, word string) {
	v.Kind, v.Text = String, word
	switch word {
	case "", "~", "null", "Null", "NULL":
		v.Kind = Null
	case "true", "True", "TRUE":
		v.Kind, v.Bool = Bool, true
	case "false", "False", "FALSE":
		v.Kind = Bool
	default:
		resolveNumber(v, word)
	}
	if v.Kind == String && looksLikeDate(word) {
		v.Kind = Time
	}
}

func resolveNumber(v *Value, word string) {
	if n, ok := coreInteger(word); ok {
		v.Kind, v.Int, v.Float = Integer, n, float64(n)
		return
	}
	if f, ok := coreFloat(word); ok {
		v.Kind, v.Float = Float, f
	}
}

// coreInteger reads decimal digits with or without a sign, 0o17 and 0x1F.
// Numbers of more than 64 bits are no integers.
func coreInteger(word string) (int64, bool) {
	digits, base := strings.TrimPrefix(word, "+"), 10
	switch {
	case strings.HasPrefix(word, "0o"):
		digits, base = word[2:], 8
	case strings.HasPrefix(word, "0x"):
		digits, base = word[2:], 16
	}
	if strings.HasPrefix(word, "+-") || base != 10 && strings.ContainsAny(digits, "+-") {
		return 0, false
	}
	n, err := strconv.ParseInt(digits, base, 64)
	return n, err == nil
}

func coreFloat(word string) (float64, bool) {
	switch strings.TrimLeft(word, "+-") {
	case ".inf", ".Inf", ".INF":
		sign := 1
		if word[0] == '-' {
			sign = -1
		}
		return math.Inf(sign), len(word) <= len("-.inf")
	}
	switch word {
	case ".nan", ".NaN", ".NAN":
		return math.NaN(), true
	}
	if strings.Trim(word, "+-.eE0123456789") != "" || !strings.ContainsAny(word, "0123456789") {
		return 0, false
	}
	f, err := strconv.ParseFloat(word, 64)
	return f, err == nil || math.IsInf(f, 0)
}
