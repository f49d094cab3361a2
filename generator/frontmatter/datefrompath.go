package frontmatter

import (
	"fmt"
	"path"
	"strings"

	"journal/generator/civil"
	"journal/generator/diag"
)

// DateFromPath finds the day in the name of a Markdown file, and gives the name
// without it, which is what a slug is made from.
//
// It reads names that begin with YYYY-MM-DD, YYYY_MM_DD, or YYYYMMDD followed by
// a separator or nothing, and the folders YYYY/MM/DD/ and YYYY/MM/ with a name
// that begins with DD. A file index.md is called like its folder. Where nothing
// else says so, six digits are not a date (DDMMYY and YYMMDD look alike).
//
// With ok the day is known. If the name has the form of a date that no calendar
// has, ok is false and err is a *DateError. In every other case the path has no
// date and rest is the name without its ending.
func DateFromPath(file string) (day civil.Date, rest string, ok bool, err error) {
	folder, name := nameOf(file)
	shaped, rest, found := dateInName(name)
	if !found {
		shaped, rest, found = dateInFolders(folder, name)
	}
	if !found {
		return civil.Date{}, name, false, nil
	}
	if day, ok = civil.Make(shaped.year, shaped.month, shaped.day); !ok {
		err = &DateError{codeImpossibleDate,
			fmt.Sprintf("the name %s has no possible date: %s", diag.Quote(path.Base(file)), whyNoDay(shaped.year, shaped.month, shaped.day)),
			"rename the file or add a date key"}
	}
	return day, rest, ok, err
}

// digitsOfDay is a date before the calendar was asked.
type digitsOfDay struct{ year, month, day int }

// nameOf gives the folder and the name without ending that tell a file apart.
func nameOf(file string) (folder, name string) {
	name = strings.TrimSuffix(path.Base(file), path.Ext(file))
	folder = path.Dir(file)
	if (name == "index" || name == "_index") && folder != "." && folder != "/" {
		return path.Dir(folder), path.Base(folder)
	}
	return folder, name
}

func dateInName(name string) (d digitsOfDay, rest string, found bool) {
	switch digits := countDigits(name); {
	case digits == 4 && len(name) >= 10 && (name[4] == '-' || name[4] == '_') && name[7] == name[4] &&
		countDigits(name[5:]) == 2 && countDigits(name[8:]) == 2:
		return digitsOfDay{atoi(name[:4]), atoi(name[5:7]), atoi(name[8:10])}, afterDate(name[10:]), true
	case digits == 8:
		// A bare number may as well be an identifier, so it must be a day that
		// somebody can have lived.
		d = digitsOfDay{atoi(name[:4]), atoi(name[4:6]), atoi(name[6:8])}
		_, real := civil.Make(d.year, d.month, d.day)
		if real && plausibleYear(d.year) && (len(name) == 8 || strings.IndexByte(separators, name[8]) >= 0) {
			return d, afterDate(name[8:]), true
		}
	}
	return digitsOfDay{}, name, false
}

// dateInFolders reads YYYY/MM/DD/name and YYYY/MM/DD-name. In the second form the
// day stays part of the name: it tells apart what a month has twice.
func dateInFolders(folder, name string) (d digitsOfDay, rest string, found bool) {
	parts := strings.Split(folder, "/")
	if n := len(parts); n >= 3 && isYearAndMonth(parts[n-3], parts[n-2]) && isDay(parts[n-1]) {
		return digitsOfDay{atoi(parts[n-3]), atoi(parts[n-2]), atoi(parts[n-1])}, name, true
	}
	if n := len(parts); n >= 2 && countDigits(name) == 2 && isYearAndMonth(parts[n-2], parts[n-1]) && isDay(name[:2]) &&
		(len(name) == 2 || strings.IndexByte(separators, name[2]) >= 0) {
		rest = name
		if len(name) == 2 {
			rest = ""
		}
		return digitsOfDay{atoi(parts[n-2]), atoi(parts[n-1]), atoi(name[:2])}, rest, true
	}
	return digitsOfDay{}, name, false
}

// separators may stand between a date and the rest of a name.
const separators = "-_. "

func afterDate(s string) string { return strings.Trim(s, separators) }

func plausibleYear(y int) bool { return y >= 1900 && y <= 2100 }

func isYearAndMonth(year, month string) bool {
	return len(year) == 4 && countDigits(year) == 4 && plausibleYear(atoi(year)) &&
		len(month) == 2 && countDigits(month) == 2 && atoi(month) >= 1 && atoi(month) <= 12
}

func isDay(day string) bool {
	return len(day) == 2 && countDigits(day) == 2 && atoi(day) >= 1 && atoi(day) <= 31
}
