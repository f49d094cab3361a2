package config

// Codes of the messages about journal.toml. What is wrong with the TOML itself
// is E104, E106 or E107 of package fields.
const (
	codeUnknownKey = "E201" // a key that does not exist, at any level
	codeWrongKind  = "E202" // a list for a title, "yes" for true
	codeWord       = "E203" // none of the words that are possible here
	codeTimezone   = "E204" // timezone is in no zone database
	codeLanguage   = "E205" // language is no BCP 47 tag
	codeAddress    = "E206" // base_url, a link or what opens a file is no address
	codeClock      = "E207" // day_ends_at is no time of the night
	codeProgram    = "E208" // program.id is none of the programs and has no steps
	codeID         = "E209" // an id is missing, there twice, or no slug
	codeAfter      = "E210" // after names no step of the program
	codeRange      = "E211" // a number is too small or too large
	codePeriod     = "E212" // every, within or snooze is no period
	codeColor      = "E213" // a colour that is not #rrggbb
	codeSecret     = "E214" // a passphrase, password or token stands in the file
	codeMissing    = "E215" // something that the table cannot do without
	codeFolder     = "E216" // a theme's name or the output is no folder that can be used
)
