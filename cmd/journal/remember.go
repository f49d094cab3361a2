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
	Key       string
	Zone      string
	DayEndsAt int // minutes
	Day       string
	Bare      bool
	Templates string
	Lost, Top []string
	Hashes    map[string][]byte
	Said      outcome
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
	if o.reveal {
		return nil
	}
	program, err := os.Executable()
	if err != nil {
		return nil
	}
	info, err := os.Stat(program)
	if err != nil {
		return nil
	}
	kind := sha256.Sum256(fmt.Appendf(nil, "%q %q %q", src.Folder, src.Output, o.host))
	key := sha256.Sum256(fmt.Appendf(nil, "1 %q %q %v %q %v %q", programVersion(), program, stamp.Of(info), a.home, o.out != "", o.host))
	return &recorder{a, src, filepath.Join(src.Folder, ".journal-cache", "builds", hex.EncodeToString(kind[:12])), hex.EncodeToString(key[:])}
}

// nothingToDo gives what the last build said, if this one would do nothing.
func (r *recorder) nothingToDo() (outcome, bool) {
	if r == nil {
		return outcome{}, false
	}
	rec, ok := r.load()
	if !ok || rec.head.Key != r.key || !r.isDay(rec.head) {
		return outcome{}, false
	}
	said := rec.head.Said
	if output.Check(said.Folder, inputs(r.src.Folder), r.app.home) != nil {
		return outcome{}, false
	}
	inPlace := make(chan bool, 1)
	go func() { inPlace <- output.Trace{Marks: rec.site, Top: rec.head.Top}.Holds(said.Folder) }()
	holds, again, ripe := rec.trace().Holds(r.src.Folder, r.src.Output)
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

func (r *recorder) isDay(h recordHead) bool {
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
	hashes := map[string][]byte{}
	for p, h := range sources.Hashes {
		hashes[p] = h[:]
	}
	r.save(record{recordHead{
		Key: r.key, Zone: read.Config.Timezone.String(), DayEndsAt: int(read.Config.DayEndsAt), Day: read.Today.String(),
		Bare: sources.Bare, Templates: sources.Templates, Lost: sources.Lost, Top: site.Top, Hashes: hashes, Said: said,
	}, sources.Files, site.Marks})
}

func (rec record) trace() journal.Trace {
	t := journal.Trace{Bare: rec.head.Bare, Templates: rec.head.Templates, Lost: rec.head.Lost, Files: rec.sources, Hashes: map[string][sha256.Size]byte{}}
	for p, h := range rec.head.Hashes {
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

// save writes the record aside and puts it in place whole. What cannot be kept is
// not kept.
func (r *recorder) save(rec record) {
	head, err := json.Marshal(rec.head)
	if err != nil {
		return
	}
	b := make([]byte, sha256.Size, sha256.Size+len(head)+64*(len(rec.sources)+len(rec.site)))
	b = binary.AppendUvarint(b, uint64(len(head)))
	b = append(b, head...)
	b = stamp.AppendMarks(stamp.AppendMarks(b, rec.sources), rec.site)
	sum := sha256.Sum256(b[sha256.Size:])
	copy(b, sum[:])
	aside := r.file + "." + rand.Text()
	if os.WriteFile(aside, b, 0o600) != nil || os.Rename(aside, r.file) != nil {
		os.Remove(aside)
	}
}

var errNoRecord = errors.New("not a record of a build")

func (r *recorder) load() (record, bool) {
	b, err := os.ReadFile(r.file)
	if err != nil {
		return record{}, false
	}
	rec, err := decodeRecord(b)
	return rec, err == nil
}

func decodeRecord(b []byte) (record, error) {
	if len(b) < sha256.Size || sha256.Sum256(b[sha256.Size:]) != [sha256.Size]byte(b) {
		return record{}, errNoRecord
	}
	b = b[sha256.Size:]
	n, size := binary.Uvarint(b)
	if size <= 0 || n > uint64(len(b)-size) {
		return record{}, errNoRecord
	}
	var rec record
	if err := json.Unmarshal(b[size:size+int(n)], &rec.head); err != nil {
		return record{}, err
	}
	var err error
	if rec.sources, b, err = stamp.ReadMarks(b[size+int(n):]); err != nil {
		return record{}, err
	}
	if rec.site, b, err = stamp.ReadMarks(b); err != nil || len(b) > 0 {
		return record{}, errNoRecord
	}
	return rec, nil
}
