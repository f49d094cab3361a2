package preview

import "testing"

func TestAllow(t *testing.T) {
	for _, c := range []struct{ policy, directive, source, want string }{
		{"default-src 'none'", "script-src", "'x'", "default-src 'none'; script-src 'x'"},
		{"default-src 'none';", "script-src", "'x'", "default-src 'none'; script-src 'x'"},
		{"default-src 'none'; script-src 'none'; img-src *", "script-src", "'x'", "default-src 'none'; script-src 'x'; img-src *"},
		{"Script-Src 'self'", "script-src", "'x'", "Script-Src 'self' 'x'"},
		{"script-src", "script-src", "'x'", "script-src 'x'"},
		{"script-src-elem 'self'", "script-src", "'x'", "script-src-elem 'self'; script-src 'x'"},
	} {
		if got := allow(c.policy, c.directive, c.source); got != c.want {
			t.Errorf("%q: %q, want %q", c.policy, got, c.want)
		}
	}
}
