package s3

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"

	"journal/generator/publish"
)

// Limits of single requests. Who publishes has one for all of it.
const (
	connectTime = 15 * time.Second
	requestTime = time.Minute
	listTime    = 5 * time.Minute
	slowest     = 20 << 10 // bytes in a second that a line carries that is not broken
)

func transport() http.RoundTripper {
	return waiting{&http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: connectTime, KeepAlive: 30 * time.Second}).DialContext,
		MaxIdleConnsPerHost:   16,
		IdleConnTimeout:       30 * time.Second,
		TLSHandshakeTimeout:   connectTime,
		ResponseHeaderTimeout: requestTime,
		DisableCompression:    true, // bytes as they are stored
	}}
}

// waiting notes how long a server asks to wait, which the library does not tell.
type waiting struct{ http.RoundTripper }

type waitKey struct{}

func (w waiting) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := w.RoundTripper.RoundTrip(r)
	if err == nil {
		if wait, ok := r.Context().Value(waitKey{}).(*int); ok {
			*wait = retryAfter(answer.Header.Get("Retry-After"))
		}
	}
	return answer, err
}

// retryAfter reads the header of that name: seconds, or a time.
func retryAfter(header string) int {
	if seconds, err := strconv.Atoi(header); err == nil && seconds > 0 {
		return seconds
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, int(time.Until(at).Seconds())+1)
	}
	return 0
}

// trouble is an answer that is no success, in words.
type trouble struct {
	text   string
	status int
	cause  error
}

func (t *trouble) Error() string { return t.text }
func (t *trouble) Unwrap() error { return t.cause }

func is(err error, status int) bool {
	var t *trouble
	return errors.As(err, &t) && t.status == status
}

func isAbsent(err error) bool { return errors.Is(err, publish.ErrAbsent) }

// call makes one request that ends in time, and says what went wrong in words.
func (h *Host) call(ctx context.Context, limit time.Duration, request func(context.Context) error) error {
	wait := 0
	within, cancel := context.WithTimeout(context.WithValue(ctx, waitKey{}, &wait), limit)
	defer cancel()
	value, err := h.keys.GetWithContext(nil)
	if err == nil && value.AccessKeyID == "" {
		return &trouble{text: fmt.Sprintf("there are no credentials for %s; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile of the AWS command line", h)}
	} else if err != nil {
		return &trouble{text: fmt.Sprintf("the credentials for %s cannot be read: %s", h, err), cause: err}
	}
	err = request(within)
	if err == nil || ctx.Err() != nil {
		return context.Cause(ctx)
	}
	found, transient := h.describe(err)
	for _, secret := range []string{value.SecretAccessKey, value.SessionToken, value.AccessKeyID} {
		if secret != "" {
			found.text = strings.ReplaceAll(found.text, secret, "…")
		}
	}
	if transient {
		return publish.Transient(found, wait)
	}
	return found
}

// describe says in a sentence what went wrong, and whether it may be otherwise the
// next time. What was being done, the caller says.
func (h *Host) describe(err error) (*trouble, bool) {
	var answer minio.ErrorResponse
	if !errors.As(err, &answer) || answer.StatusCode == 0 {
		return h.unanswered(err)
	}
	t := &trouble{status: answer.StatusCode, cause: err}
	switch answer.Code {
	case minio.NoSuchKey:
		t.text, t.cause = publish.ErrAbsent.Error(), publish.ErrAbsent
		return t, false
	case minio.NoSuchBucket:
		t.text = fmt.Sprintf("there is no bucket %s at %s; make it there, or correct the bucket, the region or the endpoint of the target", h.target.Bucket, h.endpoint.Host)
		return t, false
	case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "TokenRefreshRequired", "XAdminUserNotFound":
		t.text = fmt.Sprintf("%s does not accept the credentials (%s); check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile in AWS_PROFILE", h, answer.Code)
		return t, false
	case "RequestTimeTooSkewed":
		t.text = fmt.Sprintf("%s does not accept the request, since the clock of this machine is wrong; set it and run it again", h)
		return t, false
	case "AuthorizationHeaderMalformed", "PermanentRedirect", "InvalidRegion", "IllegalLocationConstraintException", "TemporaryRedirect":
		t.text = fmt.Sprintf("%s lies in another region; correct the region and the endpoint of the target", h)
		if answer.Region != "" {
			t.text = fmt.Sprintf("%s lies in another region; write region = %q into the target", h, answer.Region)
		}
		return t, false
	case "NoSuchUpload", "InvalidBucketName":
		t.text = fmt.Sprintf("%s is no name for a bucket; correct the bucket of the target", h.target.Bucket)
		return t, false
	}
	said := strings.TrimRight(strings.Join(strings.Fields(answer.Error()), " "), ".")
	t.text = fmt.Sprintf("%s answered %d, %s", h.endpoint.Host, answer.StatusCode, strings.TrimPrefix(said, fmt.Sprintf("%d ", answer.StatusCode)))
	switch status := answer.StatusCode; {
	case status == http.StatusForbidden:
		t.text = fmt.Sprintf("access denied; the credentials need the rights to list %s and to get, put and delete its objects", h)
	case status == http.StatusInsufficientStorage || answer.Code == "XMinioStorageFull" || answer.Code == "QuotaExceeded" || answer.Code == "XAmzQuotaExceeded":
		t.text = fmt.Sprintf("%s has no room left; make some and run it again", h)
		return t, false
	case status == http.StatusConflict, status == http.StatusTooManyRequests, status == http.StatusRequestTimeout,
		status >= 500 && status != http.StatusNotImplemented, answer.Code == "SlowDown":
		return t, true
	}
	return t, false
}

// unanswered describes a request that nobody answered, or not to the end.
func (h *Host) unanswered(err error) (*trouble, bool) {
	t := &trouble{cause: err}
	var dns *net.DNSError
	var dial *net.OpError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		t.text = fmt.Sprintf("there is no server %s; check the endpoint of the target, and whether this machine is on the network", h.endpoint.Host)
		return t, false
	case errors.As(err, &dial) && dial.Op == "dial":
		t.text = fmt.Sprintf("nobody answers at %s; check the endpoint of the target, and whether this machine is on the network", h.endpoint.Host)
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		t.text = fmt.Sprintf("%s did not answer in time", h.endpoint.Host)
	case strings.Contains(err.Error(), "x509:"), strings.Contains(err.Error(), "tls:"), strings.Contains(err.Error(), "HTTP response to HTTPS"):
		t.text = fmt.Sprintf("%s cannot be reached safely: %s; check the endpoint of the target, and whether this machine trusts the server's certificate", h.endpoint.Host, lastPart(err))
		return t, false
	case strings.Contains(err.Error(), "ucket name"):
		t.text = fmt.Sprintf("%q is no name for a bucket; correct the bucket of the target", h.target.Bucket)
		return t, false
	default:
		t.text = fmt.Sprintf("the connection to %s broke: %s", h.endpoint.Host, lastPart(err))
	}
	return t, true
}

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}

// lastPart leaves out the address and the signature that errors of requests begin
// with.
func lastPart(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err.Error()
}
