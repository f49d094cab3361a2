// Package manifest knows the files that journal put into a folder, a branch or a
// bucket, so that the next time they can be told from those of others.
//
// A manifest is a file, Name, that lies among the files it knows. Strangers can
// read it there, so it names none of them: it would name the unlisted pages. It
// holds tags, which are hashes of a statement about a path, such as "there is a
// file of ours at index.html". Who wants to find a path in it must know that path
// already. As the number of tags would tell how many files there are that nobody
// can see, it is filled up to a multiple of 256 with hashes of nothing. Without the
// key nobody can tell those from the others.
//
// Which statements stand in it is up to who writes it. Package output says what a
// build wrote, package publish besides which site it is, what only the former
// publication needed, and who is at work. Both read what the other wrote, so a
// folder that was built and copied to its host by hand can be published to later.
//
// The same tags and the same key give the same bytes.
package manifest

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"slices"
)

// Name is the manifest's name, at the top of what it describes.
const Name = ".journal-manifest"

// Mark begins the manifest of every version of journal, and marks a place as ours.
const Mark = "# journal "

// head is this version's first line.
const head = Mark + "1: by these hashes a build knows the files that an earlier one wrote here\n"

// padTo is the number that the number of tags is a multiple of.
const padTo = 256

// ErrDamaged says that what should be a manifest is none that this version reads.
var ErrDamaged = errors.New("the list of our own files, " + Name + ", is damaged or from another version of journal")

// Tag is the first half of a SHA-256.
type Tag [16]byte

// File says that there is a file of ours at the path.
func File(path string) Tag { return of("file", path, nil) }

// Folder says that there is a folder of ours at the path.
func Folder(path string) Tag { return of("folder", path, nil) }

// Bytes says that the file at the path holds the bytes.
func Bytes(path string, data []byte) Tag { return of("bytes", path, data) }

// Kept says that the file at the path is ours and that only a former publication
// needed it.
func Kept(path string) Tag { return of("kept", path, nil) }

// Site says which site the files belong to.
func Site(id string) Tag { return of("site", id, nil) }

// Open says that a publication began and has not ended.
func Open() Tag { return of("open", "", nil) }

// OpenBy says who began it: the publisher whom an id stands for.
func OpenBy(id string) Tag { return of("open by", id, nil) }

// OpenAt says when it began, as text that whoever asks writes the same way.
func OpenAt(when string) Tag { return of("open at", when, nil) }

func of(kind, path string, data []byte) Tag {
	h := sha256.New()
	h.Write([]byte(kind + "\x00" + path + "\x00"))
	h.Write(data)
	return Tag(h.Sum(nil)[:len(Tag{})])
}

// Tags are all that a manifest says.
type Tags map[Tag]struct{}

// Add says one thing more.
func (t Tags) Add(x Tag) { t[x] = struct{}{} }

// Has reports whether t says it.
func (t Tags) Has(x Tag) bool {
	_, ok := t[x]
	return ok
}

// Union gives what either says.
func (t Tags) Union(u Tags) Tags {
	all := make(Tags, len(t)+len(u))
	for x := range t {
		all.Add(x)
	}
	for x := range u {
		all.Add(x)
	}
	return all
}

// Covers reports whether t says all that u does.
func (t Tags) Covers(u Tags) bool {
	for x := range u {
		if !t.Has(x) {
			return false
		}
	}
	return true
}

var encoding = base64.RawURLEncoding

// Encode gives the manifest's bytes: the head, and then a tag a line, sorted.
func (t Tags) Encode(key string) []byte {
	sorted := t.sorted()
	sorted = sortTags(append(sorted, padding(sorted, key)...))
	line := encoding.EncodedLen(len(Tag{}))
	b := make([]byte, 0, len(head)+len(sorted)*(line+1))
	b = append(b, head...)
	for _, x := range sorted {
		b = encoding.AppendEncode(b, x[:])
		b = append(b, '\n')
	}
	return b
}

func (t Tags) sorted() []Tag {
	sorted := make([]Tag, 0, len(t)+padTo)
	for x := range t {
		sorted = append(sorted, x)
	}
	return sortTags(sorted)
}

func sortTags(list []Tag) []Tag {
	slices.SortFunc(list, func(a, b Tag) int { return bytes.Compare(a[:], b[:]) })
	return list
}

// padding is worked out from the tags themselves, so that the same site has the
// same manifest.
func padding(sorted []Tag, key string) []Tag {
	h := sha256.New()
	h.Write([]byte("padding\x00" + key + "\x00"))
	for _, x := range sorted {
		h.Write(x[:])
	}
	seed := h.Sum(nil)
	pad := make([]Tag, (padTo-len(sorted)%padTo)%padTo)
	for i := range pad {
		sum := sha256.Sum256(binary.BigEndian.AppendUint32(seed, uint32(i)))
		pad[i] = Tag(sum[:len(Tag{})])
	}
	return pad
}

// Decode reads a manifest; what filled it up is among the tags. It accepts the line
// ends that git writes on Windows. The error is ErrDamaged.
func Decode(b []byte) (Tags, error) {
	first, body, _ := bytes.Cut(b, []byte("\n"))
	if string(bytes.TrimSuffix(first, []byte("\r")))+"\n" != head {
		return nil, ErrDamaged
	}
	t := make(Tags, len(body)/(encoding.EncodedLen(len(Tag{}))+1))
	for line := range bytes.Lines(body) {
		var x Tag
		line = bytes.TrimRight(line, "\r\n")
		if len(line) != encoding.EncodedLen(len(x)) {
			return nil, ErrDamaged
		}
		if _, err := encoding.Decode(x[:], line); err != nil {
			return nil, ErrDamaged
		}
		t.Add(x)
	}
	return t, nil
}
