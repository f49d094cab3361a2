package seal

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sethvargo/go-diceware/diceware"
	"golang.org/x/text/unicode/norm"
)

// MinBits is how hard to guess a passphrase has to be, as the binary logarithm of
// the guesses it takes. Who has the blobs can guess without end and without being
// seen; 60 bits at the price of a lock are out of reach of all but states.
const MinBits = 60

// generatedWords are 77 bits: each is one of 7,776.
const generatedWords = 6

// Generate makes a passphrase of six English words that nobody can guess.
func Generate(random io.Reader) (string, error) {
	dice, err := diceware.NewGenerator(&diceware.GeneratorInput{RandReader: random})
	if err != nil {
		return "", fmt.Errorf("make a passphrase: %w", err)
	}
	words, err := dice.Generate(generatedWords)
	if err != nil {
		return "", fmt.Errorf("make a passphrase: %w", err)
	}
	return strings.Join(words, " "), nil
}

// Spelling is a passphrase as it is used: one blank between words and none
// around them, and letters in composed form (NFC), since keyboards differ in what
// they send.
func Spelling(passphrase string) string {
	return norm.NFC.String(strings.Join(strings.Fields(passphrase), " "))
}

// CheckPassphrase tells what is wrong with a passphrase, in words for its author
// that do not repeat it. known are words that whoever guesses would try first:
// the title of the journal, the name of the circle.
func CheckPassphrase(passphrase string, known ...string) error {
	p := Spelling(passphrase)
	for _, r := range p {
		if !unicode.IsPrint(r) {
			return errors.New("it has a character that cannot be seen, and readers could not type it")
		}
	}
	if p == "" {
		return errors.New("it is empty")
	}
	if bitsOf(p, known) < MinBits {
		return errors.New("it is too easy to guess: who has the sealed files can try as often as they like")
	}
	return nil
}

// What a part of a passphrase is worth at most to whoever guesses, in bits. A word
// is one of two thousand, however long it is and whatever its capitals.
const (
	wordBits   = 11
	letterBits = 4.7
	digitBits  = 3.3
	signBits   = 5
	glyphBits  = 6 // of scripts without small letters, in which a word is a letter or two
)

// bitsOf estimates how hard a passphrase is to guess, rather too low than too
// high. It is taken apart into words, numbers and signs; what came before and what
// is known adds nothing.
func bitsOf(passphrase string, known []string) float64 {
	bits, seen := 0.0, map[string]bool{"": true}
	for _, k := range known {
		for _, part := range partsOf(k) {
			seen[part] = true
		}
	}
	for _, part := range partsOf(passphrase) {
		if !seen[part] {
			seen[part] = true
			bits += worth(part)
		}
	}
	return bits
}

// partsOf are the runs of letters and of digits, and each other character, in
// small letters.
func partsOf(s string) []string {
	var parts []string
	before := ' '
	for _, r := range strings.ToLower(s) {
		if len(parts) > 0 && (unicode.IsLower(r) && unicode.IsLower(before) || unicode.IsDigit(r) && unicode.IsDigit(before)) {
			parts[len(parts)-1] += string(r)
		} else {
			parts = append(parts, strings.TrimSpace(string(r)))
		}
		before = r
	}
	return parts
}

func worth(part string) float64 {
	n := float64(utf8.RuneCountInString(part))
	switch r, _ := utf8.DecodeRuneInString(part); {
	case unicode.IsLower(r):
		return min(wordBits, letterBits*n)
	case unicode.IsDigit(r):
		return min(wordBits, digitBits*n)
	case unicode.IsLetter(r):
		return glyphBits
	}
	return signBits
}
