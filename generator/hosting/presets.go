package hosting

// facts are what is known of a host. A limit of 0 is no limit, or one that nobody
// comes near.
type facts struct {
	name, title string
	notFound    string
	reads       []string // files that are instructions to the host
	ownDomains  []string // the host's own; any other domain is the author's
	kinds       []string // the only kinds of files that are taken, nil for all

	mostFiles   int
	largestFile int64 // bytes; larger ones are refused
	heavyFile   int64 // bytes; larger ones are taken with a complaint
	largestSite int64
	longestPath int // bytes
	advisedSite int64
	mostRules   int    // of _redirects
	rulesSize   int    // bytes of _redirects
	ruleLength  int    // characters of a line of _redirects
	needsPrefix bool   // rules begin with the path at which the project lives
	lowerCase   bool   // addresses are made lower case
	explicit    bool   // a folder has no page of its own, unless it is set up so
	stems       bool   // x, x/ and x.html are one address
	odd         string // characters that names must not have
}

const (
	kb = 1 << 10
	mb = 1 << 20
	gb = 1 << 30
)

// known are the presets, none the last.
var known = [...]*facts{
	// Without .nojekyll the files of a branch go through Jekyll, which drops names
	// with a leading _; a CNAME names the custom domain of a branch; 404.html is
	// shown where nothing is (docs.github.com/pages: "About GitHub Pages", "Managing
	// a custom domain"). Sites up to 1 GB ("GitHub Pages limits"); pushes with a file
	// over 100 MiB are blocked, over 50 MiB they warn ("About large files on GitHub").
	{name: "github", title: "GitHub Pages", notFound: "404.html", reads: []string{".nojekyll", "CNAME"},
		ownDomains: []string{"github.io"}, largestFile: 100 * mb, heavyFile: 50 * mb, largestSite: gb},

	// The site is what a job leaves in public/ (docs.gitlab.com/user/project/pages);
	// rules of _redirects begin with the project's path on *.gitlab.io, files come
	// before rules, at most 1,000 rules and 64 kB count (…/pages/redirects,
	// gitlab-org/gitlab-pages!555, !362). 1 GB and 200,000 files on gitlab.com
	// (docs.gitlab.com/user/gitlab_com). data.html beside data/ is ambiguous
	// (gitlab-org/gitlab-pages#418).
	{name: "gitlab", title: "GitLab Pages", notFound: "404.html", reads: []string{".gitlab-ci.yml", "_redirects"},
		ownDomains: []string{"gitlab.io"}, mostFiles: 200_000, largestSite: gb, mostRules: 1000, rulesSize: 64 * kb, needsPrefix: true, stems: true},

	// .domains lists the custom domains of a branch, the main one first
	// (docs.codeberg.org/codeberg-pages). A repository up to 750 MiB is accepted
	// without being asked about (docs.codeberg.org, frequently asked questions).
	{name: "codeberg", title: "Codeberg Pages", notFound: "404.html", reads: []string{".domains"},
		ownDomains: []string{"codeberg.page"}, advisedSite: 750 * mb},

	// 20,000 files of 25 MiB, 100 rules of _headers, 2,000 + 100 rules of _redirects
	// with 1,000 characters each, followed whether or not a file is there; x.html is
	// sent on to x, and without a 404.html at the top every address shows the first
	// page (developers.cloudflare.com/pages: "Limits", "Headers", "Redirects",
	// "Serving Pages").
	{name: "cloudflare", title: "Cloudflare Pages", notFound: "404.html", reads: []string{"_headers", "_redirects"},
		ownDomains: []string{"pages.dev"}, mostFiles: 20_000, largestFile: 25 * mb, mostRules: 2000, ruleLength: 1000, stems: true},

	// Addresses become lower case (mdn/yari#35); names with # or ? are not deployed,
	// /both, /both/ and /both.html are one address (docs.netlify.com: "Redirects and
	// rewrites"; slorber/trailing-slash-guide).
	{name: "netlify", title: "Netlify", notFound: "404.html", reads: []string{"_headers", "_redirects"},
		ownDomains: []string{"netlify.app"}, mostRules: 10_000, lowerCase: true, stems: true, odd: "#?"},

	// Keys up to 1,024 bytes, 5 GiB for what is sent in one piece
	// (docs.aws.amazon.com/AmazonS3: "Naming objects", "Uploading objects"). 404.html is
	// set as the error document. Only website endpoints show index.html for a folder;
	// others deny it, and so do CloudFront and most buckets of other makers in front.
	{name: "s3", title: "S3", notFound: "404.html", explicit: true, largestFile: 5 * gb, longestPath: 1024},

	// not_found.html is shown where nothing is; 1 GB, 15,000 files and a list of kinds
	// on the free plan, 100 MB for any file (neocities/neocities: models/site.rb;
	// neocities.org/site_files/allowed_types).
	{name: "neocities", title: "Neocities", notFound: "not_found.html", ownDomains: []string{"neocities.org"}, mostFiles: 15_000, largestFile: 100_000_000, largestSite: 1_000_000_000,
		kinds: []string{"html", "htm", "txt", "text", "css", "js", "jpg", "jpeg", "png", "apng", "gif", "svg", "webp", "avif", "ico", "xcf",
			"md", "markdown", "eot", "ttf", "otf", "woff", "woff2", "json", "geojson", "csv", "tsv", "mf", "pdf", "asc", "key", "pgp", "xml",
			"mid", "midi", "manifest", "webmanifest", "webapp", "less", "sass", "scss", "rss", "atom", "kml", "dae", "obj", "mtl", "epub",
			"gltf", "bin", "knowl", "opml", "rdf"}},

	// A server's own configuration decides; names up to 255 bytes.
	{name: "rsync", title: "a server by ssh", notFound: "404.html"},
	{name: "none", title: "no host in particular", notFound: "404.html"},
}
