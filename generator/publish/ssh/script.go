package ssh

import (
	"fmt"
	"strconv"
	"strings"
)

// Scripts run on the other machine, by its sh, which reads them from standard
// input: the shell that somebody logs in with may be any, and nothing of a script
// is seen in a list of processes. Rules:
//
//   - What POSIX has of sh and its programs, and rsync, has to be enough.
//   - Every name goes through quote and stands behind ./, or is absolute.
//   - Output begins after a mark, since login shells print greetings.

// quote makes one word of sh of any text.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

// at makes a path that no program takes for an option.
func at(path string) string {
	if strings.HasPrefix(path, "/") {
		return quote(path)
	}
	return quote("./" + path)
}

// whole wraps a script, so that it is read to its end before it begins, and its
// programs do not read it.
func whole(mark, body string) string {
	return "journal() {\nLC_ALL=C; export LC_ALL; unset CDPATH; umask 022\nprintf '%s\\n' " + mark + "\n" + body + "\n}\njournal </dev/null\n"
}

// enter goes into the folder, if there is one, and prints what keeps it from that.
func enter(folder string) string {
	return fmt.Sprintf(`if [ ! -e %[1]s ] && [ ! -h %[1]s ]; then echo none; exit 0; fi
[ -d %[1]s ] || { echo 'not a folder'; exit 0; }
cd %[1]s || exit 3
`, at(folder))
}

const needRsync = `command -v rsync >/dev/null 2>&1 || { echo 'no rsync'; exit 0; }
`

// lookScript prints the manifest, whether a former publication came to its end, and
// the files below a folder within.
func lookScript(folder, within, manifest string) string {
	return enter(folder) + needRsync + fmt.Sprintf(`if [ -d %[3]s ]; then echo unfinished; else echo finished; fi
if [ ! -e %[1]s ] && [ ! -h %[1]s ]; then echo none; exit 0; fi
cd %[1]s || exit 3
if [ -f %[2]s ]; then
	printf 'manifest %%s\n' "$(cksum <%[2]s)"
	cat %[2]s || exit 3
	echo
else
	echo 'no manifest'
fi
rsync -r -l -8 --list-only --exclude=/%[4]s --exclude=/%[5]s ./ || exit 3
echo end
`, at(within), at(manifest), at(forgetName), lockName, tempName)
}

// readScript prints the size of a file and its bytes.
func readScript(folder, path string) string {
	return enter(folder) + fmt.Sprintf(`[ -f %[1]s ] || { echo none; exit 0; }
printf 'file %%s\n' "$(wc -c <%[1]s)"
cat %[1]s || exit 3
`, at(path))
}

// Leases. A lock that shows no sign of life for longer is taken over.
const (
	leaseSeconds = 180
	signSeconds  = 30
)

// lockScript makes the folder if there is none and locks it: by mkdir, which one
// can do only. In the lock stand its token, whose process it is, and its last sign
// of life. Gone is the token of a lock whose owner is known to be dead. Then it
// prints the version of the manifest, to be compared.
func lockScript(folder, token, owner, gone, within, manifest string) string {
	return fmt.Sprintf(`[ -d %[1]s ] || mkdir -p %[1]s || exit 3
cd %[1]s || exit 3
`, at(folder)) + needRsync + fmt.Sprintf(`take() {
	mkdir -m 700 %[1]s 2>/dev/null || return 1
	printf '%%s\n' %[2]s >%[1]s/token && printf '%%s\n' %[3]s >%[1]s/owner && date +%%s >%[1]s/since
}
if ! take; then
	[ -d %[1]s ] || { mkdir %[1]s; exit 3; }
	[ -f %[1]s/token ] || sleep 1
	theirs=$(cat %[1]s/token 2>/dev/null)
	since=$(cat %[1]s/since 2>/dev/null)
	age=$(( $(date +%%s) - ${since:-0} ))
	if [ "$theirs" != %[4]s ] && [ "$age" -le %[5]d ]; then
		printf 'busy %%s %%s %%s\n' "$age" "$theirs" "$(cat %[1]s/owner 2>/dev/null)"
		exit 0
	fi
	mv %[1]s %[1]s-%[2]s || exit 3
	if [ "$(cat %[1]s-%[2]s/token 2>/dev/null)" != "$theirs" ]; then
		mv %[1]s-%[2]s %[1]s
		printf 'busy 0 - -\n'
		exit 0
	fi
	rm -rf %[1]s-%[2]s
	take || { printf 'busy 0 - -\n'; exit 0; }
fi
rm -rf %[6]s
mkdir -m 700 %[6]s || exit 3
echo locked
`, lockName, quote(token), quote(owner), quote(gone), leaseSeconds, tempName) + version(within, manifest)
}

// version prints the version of the manifest.
func version(within, manifest string) string {
	return fmt.Sprintf("if [ -f %[1]s ]; then printf 'manifest %%s\\n' \"$(cksum <%[1]s)\"; else echo 'no manifest'; fi\n", at(join(within, manifest)))
}

// holding goes into a folder whose lock is ours, or prints that it is not.
func holding(folder, token string) string {
	return enter(folder) + fmt.Sprintf("[ \"$(cat %[1]s/token 2>/dev/null)\" = %[2]s ] || { echo lost; exit 0; }\n", lockName, quote(token))
}

func signScript(folder, token string) string {
	return holding(folder, token) + fmt.Sprintf("date +%%s >%s/since\n", lockName)
}

func unlockScript(folder, token, within string) string {
	s := holding(folder, token)
	if within != "" {
		s += fmt.Sprintf("rm -rf %s || exit 3\n", at(within))
	}
	return s + unlock + "echo done\n"
}

const unlock = "rm -rf " + tempName + " || exit 3\nrm -rf " + lockName + " || exit 3\n"

// changeScript deletes files, and the folders that this leaves empty, then makes
// folders. Links are not followed: what they lead to is not ours.
func changeScript(folder, token, within string, del, folders []string) string {
	var b strings.Builder
	b.WriteString(holding(folder, token))
	fmt.Fprintf(&b, "cd %s || exit 3\n", at(within))
	b.WriteString(`through() {
	p=$1
	while :; do
		case $p in */*) p=${p%/*} ;; *) return 1 ;; esac
		[ -h "./$p" ] && return 0
	done
}
d() {
	if through "$1"; then return; fi
	if [ -d "./$1" ] && [ ! -h "./$1" ]; then return; fi
	if [ -e "./$1" ] || [ -h "./$1" ]; then rm -f "./$1" || exit 3; fi
	p=$1
	while :; do
		case $p in */*) p=${p%/*} ;; *) return ;; esac
		rmdir "./$p" 2>/dev/null || return
	done
}
m() { [ -d "./$1" ] || mkdir -p "./$1" || exit 3; }
`)
	for _, path := range del {
		b.WriteString("d " + quote(path) + "\n")
	}
	for _, path := range folders {
		b.WriteString("m " + quote(path) + "\n")
	}
	b.WriteString("echo done\n")
	return b.String()
}

// releaseScript makes a new release like the current one, whose files it links.
func releaseScript(folder, token, release string) string {
	return holding(folder, token) + fmt.Sprintf(`if [ -e current ] && [ ! -h current ]; then echo 'current is no link'; exit 0; fi
mkdir -p releases || exit 3
rm -rf releases/*%[2]s || exit 3
mkdir %[1]s || exit 3
if [ -d current/ ]; then rsync -rlpt --link-dest="$(cd -P current && pwd -P)/" current/ %[1]s/ || exit 3; fi
mkdir -m 700 %[1]s/%[3]s || exit 3
echo done
`, at(release), partSuffix, tempName)
}

// switchScript makes a finished release the current one: a link is made aside and
// renamed over the old one, for which mv has no option that all systems know.
// Forget says that no former release may stay; that is written down first, so that
// an interruption does not lose it.
func switchScript(folder, token, part, release string, forget bool) string {
	s := holding(folder, token)
	if forget {
		s += fmt.Sprintf("mkdir -p %s || exit 3\n", forgetName)
	}
	link := ".journal-current"
	return s + fmt.Sprintf(`if [ -d %[2]s ] && [ "$(cd -P current 2>/dev/null && pwd -P)" = "$(cd -P %[2]s && pwd -P)" ]; then echo switched; exit 0; fi
[ -d %[2]s ] || { rm -rf %[1]s/%[5]s && mv %[1]s %[2]s; } || exit 3
rm -rf %[3]s %[3]s.d
ln -s %[4]s %[3]s || exit 3
if mv -T %[3]s current 2>/dev/null || { [ ! -d current ] && mv %[3]s current; } || mv -h %[3]s current 2>/dev/null; then :; else
	mkdir %[3]s.d && ln -s %[4]s %[3]s.d/current && rsync -l %[3]s.d/current ./ || exit 3
fi
rm -rf %[3]s %[3]s.d
[ "$(cd -P current && pwd -P)" = "$(cd -P %[2]s && pwd -P)" ] || { echo 'not switched' >&2; exit 3; }
echo switched
`, at(part), at(release), link, quote(release), tempName)
}

// pruneScript deletes former releases: all where they have to be forgotten, and
// otherwise all but the newest. Their names begin with their time.
func pruneScript(folder, token string) string {
	return holding(folder, token) + fmt.Sprintf(`now=$(cd -P current && pwd -P) || exit 3
cd releases || exit 3
keep=%[1]d
[ -d ../%[2]s ] && keep=0
set --
for r in *; do [ -d "./$r" ] && [ "$(pwd -P)/$r" != "$now" ] && set -- "$@" "$r"; done
while [ $# -gt $keep ]; do
	rm -rf "./$1" || exit 3
	shift
done
cd .. && rm -rf %[2]s || exit 3
echo done
`, keepReleases, forgetName)
}

func join(within, name string) string {
	if within == "" || within == "." {
		return name
	}
	return within + "/" + name
}

// listed is a line of rsync --list-only.
type listed struct {
	path string
	size int64
	kind byte // '-', 'd', 'l' and others
}

// parseListed reads a line such as "-rw-r--r--  1,024 2026/03/05 18:20:00 a/b.html",
// in which signs that are not printable stand as \#ooo.
func parseListed(line string) (listed, bool) {
	fields := strings.Fields(line)
	if len(fields) < 5 || len(fields[0]) < 10 {
		return listed{}, false
	}
	size, err := strconv.ParseInt(strings.NewReplacer(",", "", ".", "").Replace(fields[1]), 10, 64)
	if err != nil {
		return listed{}, false
	}
	_, path, ok := strings.Cut(line, " "+fields[2]+" "+fields[3]+" ")
	if !ok {
		return listed{}, false
	}
	l := listed{size: size, kind: fields[0][0]}
	if l.kind == 'l' {
		path, _, _ = strings.Cut(path, " -> ")
	}
	l.path = unescape(path)
	return l, true
}

func unescape(s string) string {
	if !strings.Contains(s, `\#`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.HasPrefix(s[i:], `\#`) && i+5 <= len(s) {
			if c, err := strconv.ParseUint(s[i+2:i+5], 8, 8); err == nil {
				b.WriteByte(byte(c))
				i += 4
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
