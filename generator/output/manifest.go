package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"slices"
)

const manifestName = ".journal-manifest"

// manifestMark begins the manifest of every version of journal, and marks a
// folder as ours; manifestHead is this version's first line.
const (
	manifestMark = "# journal "
	manifestHead = manifestMark + "1: by these hashes a build knows the files that an earlier one wrote here\n"
)

// tags is the manifest: what builds wrote into the folder. It holds a hash of
// each file's path, one of its path and bytes, and one of each folder's path,
// and nothing else.
//
// The manifest lies in the folder that people upload, so strangers can read it.
// It names no file, since it would name the unlisted pages: who wants to find
// a path in it must know that path already. And as the number of hashes would
// tell how many files there are that nobody can see, it is filled up to a
// multiple of padTo with hashes of nothing. Without the key nobody can tell
// them from the others.
type tags map[tag]struct{}

// tag is the first half of a SHA-256.
type tag [16]byte

const padTo = 256

func (t tags) add(x tag) { t[x] = struct{}{} }

func (t tags) has(x tag) bool {
	_, ok := t[x]
	return ok
}

// union gives what either holds.
func (t tags) union(u tags) tags {
	all := make(tags, len(t)+len(u))
	for x := range t {
		all.add(x)
	}
	for x := range u {
		all.add(x)
	}
	return all
}

// covers reports whether t holds all that u does.
func (t tags) covers(u tags) bool {
	for x := range u {
		if !t.has(x) {
			return false
		}
	}
	return true
}

func fileTag(path string) tag               { return tagOf("file", path, nil) }
func dirTag(path string) tag                { return tagOf("folder", path, nil) }
func bytesTag(path string, data []byte) tag { return tagOf("bytes", path, data) }

func tagOf(kind, path string, data []byte) tag {
	h := sha256.New()
	h.Write([]byte(kind + "\x00" + path + "\x00"))
	h.Write(data)
	return tag(h.Sum(nil)[:len(tag{})])
}

var encoding = base64.RawURLEncoding

// encode gives the manifest's bytes: the head, and then a hash a line, sorted.
func (t tags) encode(key string) []byte {
	sorted := sortTags(t)
	sorted = sortTagsOf(append(sorted, padding(sorted, key)...))
	line := encoding.EncodedLen(len(tag{}))
	b := make([]byte, 0, len(manifestHead)+len(sorted)*(line+1))
	b = append(b, manifestHead...)
	for _, x := range sorted {
		b = encoding.AppendEncode(b, x[:])
		b = append(b, '\n')
	}
	return b
}

func sortTags(t tags) []tag {
	sorted := make([]tag, 0, len(t)+padTo)
	for x := range t {
		sorted = append(sorted, x)
	}
	return sortTagsOf(sorted)
}

func sortTagsOf(list []tag) []tag {
	slices.SortFunc(list, func(a, b tag) int { return bytes.Compare(a[:], b[:]) })
	return list
}

// padding is worked out from the hashes themselves, so that the same site has
// the same manifest.
func padding(sorted []tag, key string) []tag {
	h := sha256.New()
	h.Write([]byte("padding\x00" + key + "\x00"))
	for _, x := range sorted {
		h.Write(x[:])
	}
	seed := h.Sum(nil)
	pad := make([]tag, (padTo-len(sorted)%padTo)%padTo)
	for i := range pad {
		sum := sha256.Sum256(binary.BigEndian.AppendUint32(seed, uint32(i)))
		pad[i] = tag(sum[:len(tag{})])
	}
	return pad
}

// readManifest gives what former builds wrote; nothing if there was none.
func readManifest(s sink) (tags, error) {
	b, err := s.ReadFile(manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return tags{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", manifestName, cause(err))
	}
	return decode(b)
}

// decode reads a manifest. It accepts the line ends that git writes on Windows.
func decode(b []byte) (tags, error) {
	head, body, _ := bytes.Cut(b, []byte("\n"))
	if string(bytes.TrimSuffix(head, []byte("\r")))+"\n" != manifestHead {
		return nil, errDamaged
	}
	t := make(tags, len(body)/(encoding.EncodedLen(len(tag{}))+1))
	for line := range bytes.Lines(body) {
		var x tag
		line = bytes.TrimRight(line, "\r\n")
		if len(line) != encoding.EncodedLen(len(x)) {
			return nil, errDamaged
		}
		if _, err := encoding.Decode(x[:], line); err != nil {
			return nil, errDamaged
		}
		t.add(x)
	}
	return t, nil
}

var errDamaged = errors.New("the list of our own files, " + manifestName + ", is damaged or from another version of journal, " +
	"so what is ours cannot be told from what is yours; nothing was changed. If you need nothing in the folder, delete it and build again")
