// Package publish brings the public site to where strangers read it, takes down
// what the site no longer has, and destroys nothing that is not ours.
//
// It works the same way for every kind of host:
//
//  1. Look. The host tells which files lie there, and gives the manifest that the
//     last publication left.
//  2. Plan. A pure function of the manifest, the listing and the new site says
//     what to send, what to delete and what to leave. A dry run ends here.
//  3. Guard. Nothing is changed in a place that is not known to be ours, that
//     holds another site, or by a site that has shrunk suspiciously. The site has
//     to be the one, byte for byte, that the audit passed.
//  4. Take down. Pages that the site no longer has go first: who made an entry
//     private is promised that it is gone. If this fails, so does the publication.
//  5. Send. Files that others need go before those that need them: what is named
//     by its content, other assets, pages, lists of pages and feeds.
//  6. Commit. The manifest is replaced, but only if it still is the one that step
//     1 saw; then a publication counts as done. A host that can switches all files
//     at this moment.
//  7. Sweep. What only pages of the former publication needed is deleted, one
//     publication later than it could be, so that open tabs go on working.
//  8. Verify. The manifest and a sample of files are read back, and every path
//     that was taken down has to be gone.
//
// Interrupted anywhere, the next publication finishes: files are sent whole or
// not at all, all that is ours can be told from what is not at any moment, and
// to do a step again does nothing.
//
// What is not in a manifest of ours is foreign: never changed, never deleted, and
// an error if it stands where one of our files has to go, unless the author says
// to adopt it.
//
// Manifests name no file, since strangers can read them: they hold hashes, as
// described in package manifest.
//
// Credentials come from the environment, from agents and from the hosts' own
// programs; this package never sees one. Errors are one sentence about what was
// being done and what the host said, and say what to do where that is known.
package publish
