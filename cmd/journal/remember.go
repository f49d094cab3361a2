package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"journal/generator"
	"journal/generator/civil"
	"journal/generator/diag"
	"journal/generator/journal"
	"journal/generator/output"
	"journal/generator/stamp"
)

// A build that went well leaves in the journal's cache what it was made from, what
// it left in the output folder and what it said. The next one looks whether all of
// that is as it was. If so there is nothing to do, and it says so in the same words.
//
// What it rests on, none of it on times that a program can set:
//   - Every file and folder has the stamp it had (package stamp). Where a stamp proved
//     nothing yet when it was taken, contents are compared.
//   - The program is the same file, the command line says the same, and it is the
//     same day in the journal's time zone.
//   - The record ends with nothing missing: it begins with a hash of the rest. One
//     that is damaged, of another version or not there is no record, and the build
//     runs as if there had never been one.
//
// A record holds what the author was told, so lines of private entries and addresses
// of unlisted ones may be in it. Its owner alone can read it, it is never published,
// and it is safe to delete.

// outcome is what a build says when it ends.
type outcome struct {
	Messages []saidMessage
	Counts   visibilityCounts
	Unlisted []string // addresses
	Waiting  int      // entries that could be revealed
	Folder   string   // where the site is
	Report   output.Report

	circles func() // says who else may read; such builds are not remembered
}

// saidMessage is a message as it is written down.
type saidMessage struct {
	Code, File          string
	Level               uint8
	Line, Col, Len      int
	Text, Excerpt, Hint string
	Body                bool
}

func writtenDown(l diag.List) []saidMessage {
	said := make([]saidMessage, len(l))
	for i, m := range l {
		said[i] = saidMessage{Code: m.Code, File: m.Pos.File, Level: uint8(m.Severity), Line: m.Pos.Line, Col: m.Pos.Col, Len: m.Len, Text: m.Text, Excerpt: m.Excerpt, Hint: m.Hint, Body: m.Body}
	}
	return said
}

func (o outcome) messages() diag.List {
	l := make(diag.List, len(o.Messages))
	for i, m := range o.Messages {
		l[i] = diag.Message{Code: m.Code, Severity: diag.Severity(m.Level), Pos: diag.Pos{File: m.File, Line: m.Line, Col: m.Col}, Len: m.Len, Text: m.Text, Excerpt: m.Excerpt, Hint: m.Hint, Body: m.Body}
	}
	return l
}

// record is what a build leaves behind.
type record struct {
	head    recordHead
	sources []stamp.Mark
	site    []stamp.Mark
}

// recordHead is the part that is written as JSON.
type recordHead struct {
	basis
	Top  []string
	Said outcome
}

// basis is what the program went by, but for the marks of files.
type basis struct {
	Key       string
	Zone      string
	DayEndsAt int // minutes
	Day       string
	Bare      bool
	Templates string
	Lost      []string
	Hashes    map[string][]byte
}

// recorder reads and writes the record of one kind of build of a journal.
type recorder struct {
	app  *app
	src  generator.Source
	file string
	key  string
}

// recorder gives the recorder of builds like this one, or nil where builds do not
// remember.
func (a *app) recorder(src generator.Source, o buildOptions) *recorder {
	if o.reveal || o.remember {
		return nil
	}
	return a.recorderOf(src, fmt.Sprintf("%q %q %q", src.Folder, src.Output, o.host), fmt.Sprintf("1 %v %q", o.out != "", o.host))
}

// recorderOf gives the recorder of what is done again as kind says. Detail is what
// else has to be as it was, besides the program itself.
func (a *app) recorderOf(src generator.Source, kind, detail string) *recorder {
	program, err := os.Executable()
	if err != nil {
		return nil
	}
	info, err := os.Stat(program)
	if err != nil {
		return nil
	}
	name := sha256.Sum256([]byte(kind))
	key := sha256.Sum256(fmt.Appendf(nil, "%s %q %q %v %q", detail, programVersion(), program, stamp.Of(info), a.home))
	return &recorder{a, src, filepath.Join(src.Folder, ".journal-cache", "builds", hex.EncodeToString(name[:12])), hex.EncodeToString(key[:])}
}

// nothingToDo gives what the last build said, if this one would do nothing.
func (r *recorder) nothingToDo() (outcome, bool) {
	if r == nil {
		return outcome{}, false
	}
	rec, ok := r.load()
	if !ok || !r.isFor(rec.head.basis) {
		return outcome{}, false
	}
	said := rec.head.Said
	if output.Check(said.Folder, inputs(r.src.Folder), r.app.home) != nil {
		return outcome{}, false
	}
	inPlace := make(chan bool, 1)
	go func() { inPlace <- output.Trace{Marks: rec.site, Top: rec.head.Top}.Holds(said.Folder) }()
	holds, again, ripe := rec.head.trace(rec.sources).Holds(r.src.Folder, r.src.Output)
	if !<-inPlace || !holds {
		return outcome{}, false
	}
	if ripe {
		rec.sources, rec.head.Hashes = again.Files, nil
		r.save(rec)
	}
	said.Report.Unchanged += said.Report.Written
	said.Report.Written, said.Report.Removed = 0, 0
	return said, true
}

// isFor reports whether the program is the same, and does the same on the same day.
func (r *recorder) isFor(h basis) bool { return h.Key == r.key && r.isDay(h) }

func (r *recorder) isDay(h basis) bool {
	if !r.src.Today.IsZero() {
		return r.src.Today.String() == h.Day
	}
	zone, err := time.LoadLocation(h.Zone)
	return err == nil && civil.Of(r.src.Now().In(zone).Add(-time.Duration(h.DayEndsAt)*time.Minute)).String() == h.Day
}

// remember keeps the record of a build that has just ended.
func (r *recorder) remember(read generator.Reading, said outcome) {
	if r == nil || len(read.Config.Audiences) > 0 {
		return // passphrases lie outside the journal
	}
	sources, ok := read.Trace()
	if !ok || r.lay() != nil {
		return
	}
	site, ok := said.Report.Look(said.Folder, filepath.Dir(r.file))
	if !ok {
		os.Remove(r.file)
		return
	}
	r.save(record{recordHead{r.basis(read, sources), site.Top, said}, sources.Files, site.Marks})
}

// basis is what a run went by that read a journal from sources.
func (r *recorder) basis(read generator.Reading, sources journal.Trace) basis {
	hashes := map[string][]byte{}
	for p, h := range sources.Hashes {
		hashes[p] = h[:]
	}
	return basis{
		Key: r.key, Zone: read.Config.Timezone.String(), DayEndsAt: int(read.Config.DayEndsAt), Day: read.Today.String(),
		Bare: sources.Bare, Templates: sources.Templates, Lost: sources.Lost, Hashes: hashes,
	}
}

// trace is what a journal was read from; files are the marks of that.
func (b basis) trace(files []stamp.Mark) journal.Trace {
	t := journal.Trace{Bare: b.Bare, Templates: b.Templates, Lost: b.Lost, Files: files, Hashes: map[string][sha256.Size]byte{}}
	for p, h := range b.Hashes {
		var sum [sha256.Size]byte
		copy(sum[:], h)
		t.Hashes[p] = sum
	}
	return t
}

func (r *recorder) lay() error {
	dir := filepath.Dir(r.file)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	ignore := filepath.Join(dir, ".gitignore")
	if _, err := os.Stat(ignore); err == nil {
		return nil
	}
	return os.WriteFile(ignore, []byte("*\n"), 0o600)
}

// save keeps the record.
func (r *recorder) save(rec record) {
	r.write(rec.head, stamp.AppendMarks(stamp.AppendMarks(nil, rec.sources), rec.site))
}

func (r *recorder) load() (record, bool) {
	b, err := os.ReadFile(r.file)
	if err != nil {
		return record{}, false
	}
	rec, err := decodeRecord(b)
	return rec, err == nil
}

func decodeRecord(b []byte) (record, error) {
	var rec record
	b, err := openRecord(b, &rec.head)
	if err != nil {
		return record{}, err
	}
	if rec.sources, b, err = stamp.ReadMarks(b); err != nil {
		return record{}, err
	}
	if rec.site, b, err = stamp.ReadMarks(b); err != nil || len(b) > 0 {
		return record{}, errNoRecord
	}
	return rec, nil
}

// write writes a record aside and puts it in place whole: a hash of all that follows,
// the head as JSON, and the rest. What cannot be kept is not kept.
func (r *recorder) write(head any, rest []byte) {
	text, err := json.Marshal(head)
	if err != nil {
		return
	}
	b := make([]byte, sha256.Size, sha256.Size+binary.MaxVarintLen64+len(text)+len(rest))
	b = binary.AppendUvarint(b, uint64(len(text)))
	b = append(append(b, text...), rest...)
	sum := sha256.Sum256(b[sha256.Size:])
	copy(b, sum[:])
	aside := r.file + "." + rand.Text()
	if os.WriteFile(aside, b, 0o600) != nil || os.Rename(aside, r.file) != nil {
		os.Remove(aside)
	}
}

var errNoRecord = errors.New("not a record of what was done")

// openRecord reads the head of a record, and gives the rest.
func openRecord(b []byte, head any) ([]byte, error) {
	if len(b) < sha256.Size || sha256.Sum256(b[sha256.Size:]) != [sha256.Size]byte(b) {
		return nil, errNoRecord
	}
	b = b[sha256.Size:]
	n, size := binary.Uvarint(b)
	if size <= 0 || n > uint64(len(b)-size) {
		return nil, errNoRecord
	}
	return b[size+int(n):], json.Unmarshal(b[size:size+int(n)], head)
}
