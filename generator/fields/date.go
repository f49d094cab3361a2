package fields

// looksLikeDate reports whether a bare word begins as a date of ISO 8601 does:
// four digits, a hyphen, one or two digits, a hyphen, one or two digits, and
// then nothing or a time. Whether there is such a day is not asked here.
func looksLikeDate(s string) bool {
	rest, ok := digits(s, 4, 4)
	for range 2 {
		if !ok || rest == "" || rest[0] != '-' {
			return false
		}
		rest, ok = digits(rest[1:], 1, 2)
	}
	if !ok {
		return false
	}
	return rest == "" || looksLikeTime(rest)
}

// looksLikeTime reports whether the rest of a date is T or blanks, hours, and
// then only what times and offsets are made of.
func looksLikeTime(rest string) bool {
	i := 0
	for i < len(rest) && (rest[i] == ' ' || rest[i] == '\t') {
		i++
	}
	if i == 0 && (rest[0] == 'T' || rest[0] == 't') {
		i = 1
	}
	if i == 0 {
		return false
	}
	after, ok := digits(rest[i:], 1, 2)
	if !ok || after == "" || after[0] != ':' {
		return false
	}
	for j := range len(after) {
		switch c := after[j]; {
		case isDigit(c), c == ':', c == '.', c == '+', c == '-', c == ' ', c == 'Z', c == 'z':
		default:
			return false
		}
	}
	return true
}

// digits takes between least and most digits off the front.
func digits(s string, least, most int) (rest string, ok bool) {
	n := 0
	for n < len(s) && n < most && isDigit(s[n]) {
		n++
	}
	return s[n:], n >= least
}
