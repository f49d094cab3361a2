package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"golang.org/x/term"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/media"
	"journal/generator/memo"
	"journal/themes"
)

// world is what commands may touch besides the journal's folder.
type world struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	environ        []string // the same, for other programs
	now            func() time.Time
	random         io.Reader
	folder         string // where the program was started
	home           string // the home folder, or ""
	zone           string // the time zone's name in the IANA database, or ""
}

// app is one run of the program: the world, and the flags that all commands
// have.
type app struct {
	world
	sourceFlag, todayFlag string
	quiet, noColor        bool
}

// configName is the file that marks the folder of a journal.
const configName = "journal.toml"

// source is the journal that a command works on. out is where the site goes, or
// "" for public below the journal's folder.
func (a *app) source(out string) (generator.Source, error) {
	folder, err := a.journalFolder()
	if err != nil {
		return generator.Source{}, err
	}
	now, err := a.clock()
	if err != nil {
		return generator.Source{}, err
	}
	today, err := a.today()
	if err != nil {
		return generator.Source{}, err
	}
	if out == "" {
		out = filepath.Join(folder, "public")
	}
	scaler := media.NewScaler(media.NewMemory(shelfOf(folder)))
	return generator.Source{Folder: folder, Output: out, Themes: themes.FS, Now: now, Today: today, Scaler: scaler}, nil
}

// journalFolder is what --source says, else the nearest folder upwards that has
// a journal.toml, else the folder the program was started in.
func (a *app) journalFolder() (string, error) {
	if a.sourceFlag != "" {
		folder := a.path(a.sourceFlag)
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			return "", usageError{text: "there is no folder " + diag.Quote(a.sourceFlag), hint: "--source names the folder of a journal"}
		}
		return folder, nil
	}
	for folder := a.folder; ; {
		if info, err := os.Stat(filepath.Join(folder, configName)); err == nil && info.Mode().IsRegular() {
			return folder, nil
		}
		up := filepath.Dir(folder)
		if up == folder {
			return a.folder, nil
		}
		folder = up
	}
}

// path makes a path that the author wrote an absolute one.
func (a *app) path(written string) string {
	if filepath.IsAbs(written) {
		return filepath.Clean(written)
	}
	return filepath.Join(a.folder, written)
}

// shown is a path as messages name it: relative to where the program was
// started, unless it lies elsewhere.
func (a *app) shown(path string) string {
	rel, err := filepath.Rel(a.folder, path)
	if err != nil || !filepath.IsLocal(rel) {
		return path
	}
	return rel
}

// clock is the machine's, or stands still at SOURCE_DATE_EPOCH; see
// reproducible-builds.org/specs/source-date-epoch.
func (a *app) clock() (func() time.Time, error) {
	epoch := a.getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		return a.now, nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return nil, usageError{text: "SOURCE_DATE_EPOCH is " + diag.Quote(epoch), hint: "it holds seconds since 1 January 1970: SOURCE_DATE_EPOCH=1772668800"}
	}
	return func() time.Time { return time.Unix(seconds, 0) }, nil
}

// today is the day that --today names, or no day.
func (a *app) today() (civil.Date, error) {
	if a.todayFlag == "" {
		return civil.Date{}, nil
	}
	return parseDay("--today", a.todayFlag)
}

func parseDay(flag, written string) (civil.Date, error) {
	day, err := civil.Parse(written)
	if err != nil {
		return civil.Date{}, usageError{
			text: fmt.Sprintf("%s %s is not a day of the calendar", flag, diag.Quote(written)),
			hint: "write it as year, month and day: " + flag + " 2026-03-05",
		}
	}
	return day, nil
}

// isTerminal reports whether a person is looking at a stream.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// style is how messages look on a stream.
func (a *app) style(stream io.Writer) diag.Style {
	alone := isTerminal(stream)
	plain := a.noColor || a.getenv("NO_COLOR") != "" || a.getenv("TERM") == "dumb"
	return diag.Style{Color: alone && !plain, Alone: alone}
}

// say prints a remark to standard error, unless --quiet forbids it.
func (a *app) say(format string, args ...any) {
	if !a.quiet {
		fmt.Fprintf(a.stderr, format+"\n", args...)
	}
}

// read reads the journal. Trouble with the disk is the error; what is wrong with
// the author's files is in the list.
func (a *app) read(src generator.Source) (generator.Reading, diag.List, error) {
	return generator.Read(src, memo.New())
}
