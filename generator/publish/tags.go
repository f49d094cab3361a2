package publish

import (
	"path"

	"journal/generator/manifest"
)

// siteTags is what a manifest says of the site's own files.
func (r *run) siteTags() manifest.Tags {
	t := make(manifest.Tags, 3*len(r.site.items))
	for _, item := range r.site.items {
		addFile(t, item.Path)
		t.Add(item.Tag)
	}
	return t
}

// addFile says that a file is ours, and the folders above it.
func addFile(t manifest.Tags, at string) {
	t.Add(manifest.File(at))
	for dir := path.Dir(at); dir != "."; dir = path.Dir(dir) {
		t.Add(manifest.Folder(dir))
	}
}

// claimed is what the manifest says while the publication is under way: all that is
// ours now or will be, and of bytes only those that stay as they are, since all
// others may be half way. Whoever finds it knows what to do.
func (r *run) claimed() manifest.Tags {
	t := manifest.Tags{}
	t.Add(manifest.Site(r.o.Site))
	t.Add(manifest.Open())
	t.Add(manifest.OpenBy(r.o.Publisher))
	t.Add(manifest.OpenAt(r.o.Now().UTC().Format(openFormat)))
	for _, item := range r.site.items {
		addFile(t, item.Path)
	}
	for _, at := range r.steps.Unchanged {
		t.Add(r.site.known[at].Tag)
	}
	for _, list := range [][]string{r.steps.TakeDown, r.steps.Retire, r.steps.Keep} {
		for _, at := range list {
			addFile(t, at)
		}
	}
	for _, at := range r.steps.Sweep {
		t.Add(manifest.Kept(at))
	}
	return t
}

// final is what the manifest says once all is done. What could not be deleted stays
// ours, for the next publication to delete.
func (r *run) final() manifest.Tags {
	t := r.siteTags()
	t.Add(manifest.Site(r.o.Site))
	for _, at := range r.steps.Keep {
		t.Add(manifest.Kept(at))
	}
	for _, at := range r.left.present {
		addFile(t, at)
	}
	for _, at := range r.left.unswept {
		t.Add(manifest.Kept(at))
	}
	return t
}

func (r *run) manifestFile(t manifest.Tags) File {
	return File{Path: ManifestPath, Bytes: t.Encode(r.o.Key), ContentType: "text/plain; charset=utf-8", Cache: cacheNever}
}
