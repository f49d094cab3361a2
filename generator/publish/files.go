package publish

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"journal/generator/audit"
	"journal/generator/manifest"
)

// files is what this package needs of a tree. Bytes may be called from many
// goroutines.
type files interface {
	Paths() []string
	Bytes(path string) ([]byte, error)
}

// snapshot is the site as it is to be sent. Files that change under the upload are
// noticed, and none is sent that is other than planned.
type snapshot struct {
	files
	items []Item // by path
	known map[string]Item
	hash  string // of the tree, as the audit takes it
}

// snapshotOf notes of each file what it holds, while the audit's hash is taken.
func snapshotOf(ctx context.Context, site files) (snapshot, error) {
	n := &noting{files: site, known: map[string]Item{}}
	hash, err := audit.Hash(ctx, n)
	if err != nil {
		return snapshot{}, err
	}
	items := slices.SortedFunc(maps.Values(n.known), func(a, b Item) int { return strings.Compare(a.Path, b.Path) })
	return snapshot{site, items, n.known, hash}, nil
}

// noting is a site that notes which bytes were read.
type noting struct {
	files
	mu    sync.Mutex
	known map[string]Item
}

func (n *noting) Bytes(at string) ([]byte, error) {
	b, err := n.files.Bytes(at)
	if err != nil {
		return nil, err
	}
	item := Item{at, int64(len(b)), manifest.Bytes(at, b), isHashed(at, b)}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.known[at] = item
	return b, nil
}

// file is a file as a host takes it.
func (s snapshot) file(at string) (File, error) {
	b, err := s.Bytes(at)
	if err != nil {
		return File{}, fmt.Errorf("make %s: %w", at, err)
	}
	item := s.known[at]
	if manifest.Bytes(at, b) != item.Tag {
		return File{}, fmt.Errorf("%s was changed while the site was published; run it again", at)
	}
	return File{Path: at, Bytes: b, ContentType: ContentType(at), Cache: cacheOf(item.Hashed)}, nil
}

const (
	cacheForever = "public, max-age=31536000, immutable"
	cacheNever   = "no-cache"
)

func cacheOf(hashed bool) string {
	if hashed {
		return cacheForever
	}
	return cacheNever
}

// copyName is the name of a smaller copy of a picture: a hash of the picture and of
// how the copy is made, and its width.
var copyName = regexp.MustCompile(`^[0-9a-f]{24}-[0-9]{2,5}\.(jpg|png)$`)

// isHashed reports whether other bytes would have another name: it has a part of
// their hash in it. An author's own file may only look so.
func isHashed(at string, b []byte) bool {
	name := path.Base(at)
	if copyName.MatchString(name) {
		return true
	}
	sum := sha256.Sum256(b)
	hash := hex.EncodeToString(sum[:])
	parts := strings.Split(name, ".")
	switch len(parts) {
	case 2:
		return parts[0] == hash[:24]
	case 3:
		return parts[1] == hash[:hashLength]
	}
	return false
}

// types are content types by the endings of names. Systems' own tables differ from
// machine to machine.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".vtt": "text/vtt; charset=utf-8",
	".ics": "text/calendar; charset=utf-8", ".vcf": "text/vcard; charset=utf-8",
	".xml": "application/xml; charset=utf-8", ".json": "application/json", ".webmanifest": "application/manifest+json", ".map": "application/json",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif",
	".ico": "image/x-icon", ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff",
	".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav", ".flac": "audio/flac",
	".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".mov": "video/quicktime",
	".pdf": "application/pdf", ".epub": "application/epub+zip", ".zip": "application/zip", ".gz": "application/gzip", ".wasm": "application/wasm",
	".toml": "application/toml", ".yaml": "application/yaml", ".yml": "application/yaml", ".gpx": "application/gpx+xml",
	"": "text/plain; charset=utf-8", // CNAME, _headers, LICENSE
}

// ContentType is the type that a file is served with, by its name. A feed of a site
// is a feed, and not any XML.
func ContentType(at string) string {
	name := path.Base(at)
	if name == "feed.xml" || name == "atom.xml" {
		return "application/atom+xml; charset=utf-8"
	}
	if name == "feed.json" {
		return "application/feed+json"
	}
	if strings.HasPrefix(name, ".") && strings.Count(name, ".") == 1 {
		return types[""]
	}
	if t, ok := types[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}
