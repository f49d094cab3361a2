package output

import (
	"errors"
	"fmt"
	"io/fs"

	"journal/generator/manifest"
)

// The manifest is what builds wrote into the folder: a tag for each file's path, one
// for its path and bytes, and one for each folder's path.

// readManifest gives what former builds wrote; nothing if there was none.
func readManifest(s sink) (manifest.Tags, error) {
	b, err := s.ReadFile(manifest.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return manifest.Tags{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", manifest.Name, cause(err))
	}
	tags, err := manifest.Decode(b)
	if err != nil {
		return nil, fmt.Errorf("%w, so what is ours cannot be told from what is yours; nothing was changed. "+
			"If you need nothing in the folder, delete it and build again", err)
	}
	return tags, nil
}
