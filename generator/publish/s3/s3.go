// Package s3 is a host that speaks S3: Amazon's, Cloudflare R2, Backblaze B2, Google
// Cloud Storage by its interoperable interface, MinIO and others.
//
// Files are objects of one bucket, perhaps below a prefix. Strangers see each as
// soon as it was sent, so the host is not atomic. Every object carries its content
// type, its Cache-Control and the hash of its bytes (x-amz-meta-sha256); ETags are
// compared with ETags alone, since only some servers make them from the bytes.
//
// The manifest is replaced under a condition: If-Match with the ETag that Look saw,
// or If-None-Match where there was none. A server that knows no conditions says so
// (501); then, and where it ignores them, what guards against a second publisher is
// that the manifest is looked at right before, which leaves a moment unguarded.
//
// Buckets are not made, nor is it settled who may read them: both cost money or
// trust, and belong to their owner. Old versions in a bucket that keeps them stay
// there, but strangers cannot ask for them without a right of their own.
//
// Credentials come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
// AWS_SESSION_TOKEN, else from the files of the AWS command line (AWS_PROFILE,
// single sign-on and credential_process included), else from a container's or a
// workflow's identity where the environment names one. They are never part of an
// error.
package s3

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"journal/generator/publish"
)

// Target says which bucket.
type Target struct {
	Bucket   string
	Prefix   string // a folder in the bucket, or ""
	Region   string // "" takes AWS_REGION, or what the server says
	Endpoint string // a web address; "" is Amazon's
}

const amazon = "https://s3.amazonaws.com"

// Host is a bucket, or what lies below a prefix of it.
type Host struct {
	target   Target
	prefix   string // "" or with a slash at its end
	endpoint *url.URL
	client   *minio.Core
	keys     *credentials.Credentials
}

// New gives the host of a target. It asks nobody yet. Getenv looks up the
// environment.
func New(t Target, getenv func(string) string) (*Host, error) {
	endpoint, err := address(t.Endpoint)
	if err != nil {
		return nil, err
	}
	h := &Host{target: t, prefix: folder(t.Prefix), endpoint: endpoint, keys: keys(getenv)}
	h.client, err = minio.NewCore(endpoint.Host, &minio.Options{
		Creds: h.keys, Secure: endpoint.Scheme == "https", Region: region(t.Region, endpoint, getenv),
		MaxRetries: 1, // who publishes repeats, and says so
		Transport:  transport(),
	})
	if err != nil {
		return nil, fmt.Errorf("the endpoint %s cannot be used: %w", t.Endpoint, err)
	}
	return h, nil
}

// folder gives a prefix with a slash at its end only.
func folder(prefix string) string {
	prefix = strings.Trim(prefix, "/")
	if prefix == "" {
		return ""
	}
	return prefix + "/"
}

// address reads an endpoint, with or without https://.
func address(endpoint string) (*url.URL, error) {
	if endpoint == "" {
		endpoint = amazon
	}
	if !strings.Contains(endpoint, "://") {
		endpoint = "https://" + endpoint
	}
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fmt.Errorf("the endpoint of the bucket is no web address; it looks like https://s3.eu-central-1.amazonaws.com")
	}
	if strings.Trim(u.Path, "/") != "" || u.User != nil || u.RawQuery != "" {
		return nil, fmt.Errorf("the endpoint of the bucket is a server alone, https://%s; the bucket and the folder in it have keys of their own", u.Host)
	}
	return u, nil
}

// region gives the region that requests are signed for; "" lets the server say.
func region(configured string, endpoint *url.URL, getenv func(string) string) string {
	for _, name := range []string{configured, getenv("AWS_REGION"), getenv("AWS_DEFAULT_REGION")} {
		if name != "" {
			return name
		}
	}
	if host := endpoint.Hostname(); strings.HasSuffix(host, ".r2.cloudflarestorage.com") || host == "storage.googleapis.com" {
		return "auto"
	}
	return ""
}

// keys gives where credentials are looked for, in this order.
func keys(getenv func(string) string) *credentials.Credentials {
	static := &credentials.Static{}
	static.AccessKeyID, static.SecretAccessKey, static.SessionToken = getenv("AWS_ACCESS_KEY_ID"), getenv("AWS_SECRET_ACCESS_KEY"), getenv("AWS_SESSION_TOKEN")
	static.SignerType = credentials.SignatureV4
	if static.AccessKeyID != "" && static.SecretAccessKey != "" {
		return credentials.New(static)
	}
	from := []credentials.Provider{&credentials.FileAWSCredentials{}}
	for _, name := range []string{"AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"} {
		if getenv(name) != "" { // without, it would ask the network of a machine that knows nothing of it
			from = append(from, &credentials.IAM{Client: &http.Client{Timeout: connectTime}})
			break
		}
	}
	return credentials.NewChainCredentials(from)
}

// String names the bucket and, if it is not Amazon's, the server.
func (h *Host) String() string {
	name := "bucket " + h.target.Bucket
	if h.prefix != "" {
		name = "folder " + h.prefix + " of " + name
	}
	if h.target.Endpoint != "" {
		name += " at " + h.endpoint.Host
	}
	return name
}

func (h *Host) key(path string) string { return h.prefix + path }

// Look lists the bucket.
func (h *Host) Look(ctx context.Context) (publish.State, error) {
	seen := publish.State{Files: map[string]publish.Object{}}
	there := false
	err := h.call(ctx, listTime, func(ctx context.Context) error {
		clear(seen.Files)
		for object := range h.client.Client.ListObjects(ctx, h.target.Bucket, minio.ListObjectsOptions{Prefix: h.prefix, Recursive: true}) {
			if object.Err != nil {
				return object.Err
			}
			path := strings.TrimPrefix(object.Key, h.prefix)
			switch {
			case path == publish.ManifestPath:
				there = true
			case !strings.HasSuffix(object.Key, "/"): // such objects stand for folders in consoles
				seen.Files[path] = publish.Object{Size: object.Size}
			}
		}
		return ctx.Err()
	})
	if err != nil || !there {
		return seen, err
	}
	seen.Manifest, seen.Version, err = h.read(ctx, publish.ManifestPath)
	return seen, err
}

// Read gets an object.
func (h *Host) Read(ctx context.Context, path string) ([]byte, error) {
	b, _, err := h.read(ctx, path)
	return b, err
}

func (h *Host) read(ctx context.Context, path string) (b []byte, version string, err error) {
	err = h.call(ctx, requestTime, func(ctx context.Context) error {
		body, info, _, err := h.client.GetObject(ctx, h.target.Bucket, h.key(path), minio.GetObjectOptions{})
		if err != nil {
			return err
		}
		defer body.Close()
		b, err = io.ReadAll(body)
		version = info.ETag
		return err
	})
	return b, version, err
}

// Begin opens a publication if nobody has published since Look.
func (h *Host) Begin(ctx context.Context, seen publish.State) (publish.Session, error) {
	_, version, err := h.read(ctx, publish.ManifestPath)
	if isAbsent(err) {
		version, err = "", nil
	}
	if err == nil && version != seen.Version {
		err = publish.ErrStale
	}
	if err != nil {
		return nil, err
	}
	return &session{h, seen, publish.NewLayout(seen.Files)}, nil
}

// session is a publication under way.
type session struct {
	host   *Host
	seen   publish.State
	layout *publish.Layout // buckets have no folders, but the site may move
}

func (s *session) Atomic() bool { return false }

// Put sends an object.
func (s *session) Put(ctx context.Context, f publish.File) error {
	if err := s.layout.Add(f.Path); err != nil {
		return err
	}
	return s.host.put(ctx, f, nil)
}

// put sends an object, under conditions if there are some.
func (h *Host) put(ctx context.Context, f publish.File, conditions func(*minio.PutObjectOptions)) error {
	sum := sha256.Sum256(f.Bytes)
	hash := hex.EncodeToString(sum[:])
	o := minio.PutObjectOptions{
		ContentType: f.ContentType, CacheControl: f.Cache, UserMetadata: map[string]string{"sha256": hash},
		DisableContentSha256: true, // in pieces, that is; the hash of the whole is signed
	}
	if conditions != nil {
		conditions(&o)
	}
	limit := requestTime + time.Duration(len(f.Bytes)/slowest)*time.Second
	return h.call(ctx, limit, func(ctx context.Context) error {
		_, err := h.client.PutObject(ctx, h.target.Bucket, h.key(f.Path), bytes.NewReader(f.Bytes), int64(len(f.Bytes)), "", hash, o)
		return err
	})
}

// Delete deletes an object. Servers say the same whether it was there.
func (s *session) Delete(ctx context.Context, path string) error {
	err := s.host.call(ctx, requestTime, func(ctx context.Context) error {
		return s.host.client.RemoveObject(ctx, s.host.target.Bucket, s.host.key(path), minio.RemoveObjectOptions{})
	})
	if isAbsent(err) {
		err = nil
	}
	if err == nil {
		s.layout.Remove(path)
	}
	return err
}

func (s *session) Flush(context.Context) error { return nil }

// Abort has nothing to undo: each object is as it was or as it was sent.
func (s *session) Abort(context.Context) error { return nil }

// Claim replaces the manifest that Look saw, and notes its version for Commit.
func (s *session) Claim(ctx context.Context, m publish.File) error {
	if err := s.Commit(ctx, m); err != nil {
		return err
	}
	there, version, err := s.host.read(ctx, publish.ManifestPath)
	if err == nil && !bytes.Equal(there, m.Bytes) || isAbsent(err) {
		return publish.ErrStale
	}
	if err != nil {
		return err
	}
	s.seen.Manifest, s.seen.Version = there, version
	return nil
}

// Commit replaces the manifest that Look saw, or Claim put. An answer that got lost may have been
// a yes, so that our own manifest there is as good.
func (s *session) Commit(ctx context.Context, m publish.File) error {
	ours, err := s.unchanged(ctx, m)
	if err != nil || ours {
		return err
	}
	err = s.host.put(ctx, m, func(o *minio.PutObjectOptions) {
		if s.seen.Manifest == nil {
			o.SetMatchETagExcept("*")
		} else {
			o.SetMatchETag(s.seen.Version)
		}
	})
	switch {
	case is(err, http.StatusPreconditionFailed):
		_, err = s.unchanged(ctx, m)
		return err
	case is(err, http.StatusNotImplemented):
		return s.host.put(ctx, m, nil)
	}
	return err
}

// unchanged reports whether our own manifest is there already. It gives ErrStale if
// another is that Look did not see.
func (s *session) unchanged(ctx context.Context, m publish.File) (ours bool, err error) {
	there, version, err := s.host.read(ctx, publish.ManifestPath)
	switch {
	case isAbsent(err):
		there, version = nil, ""
	case err != nil:
		return false, err
	case bytes.Equal(there, m.Bytes) && version != s.seen.Version:
		return true, nil
	}
	if version != s.seen.Version {
		return false, publish.ErrStale
	}
	return false, nil
}
