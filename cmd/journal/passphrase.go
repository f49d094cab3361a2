package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/term"

	"journal/generator"
	"journal/generator/config"
	"journal/generator/seal"
	"journal/generator/site"
)

// Passphrases come from the environment, from a program that prints them, or from the
// author's fingers, and go into a key and nowhere else: no file, no message, no
// argument of a program.

// keyring makes the keys of audiences, each once.
type keyring struct {
	app   *app
	asks  bool // there may be somebody to ask
	known map[string]string
	keys  map[string]seal.Key
}

func (a *app) newKeyring() *keyring {
	return &keyring{app: a, asks: isTerminal(a.stdin), known: map[string]string{}, keys: map[string]seal.Key{}}
}

// of gives the keys of all audiences of a journal, by name, and those whose passphrase
// is another than when the site in folder was built.
func (k *keyring) of(ctx context.Context, src generator.Source, r generator.Reading, folder string) (keys map[string]seal.Key, changed []string, err error) {
	keys = map[string]seal.Key{}
	for _, audience := range r.Config.Audiences {
		lock := lockIn(folder, r.Config, audience.Name)
		key, err := k.key(ctx, src.Folder, r.Config, audience, lock)
		if err != nil {
			return nil, nil, err
		}
		keys[audience.Name] = key
		if lock != nil && !bytes.Equal(lock, key.Lock().Bytes()) {
			changed = append(changed, audience.Name)
		}
	}
	return keys, changed, nil
}

// lockIn is the lock that a former build wrote, or nil.
func lockIn(folder string, cfg config.Config, audience string) []byte {
	lock, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(site.UnlockAddress(audience, cfg.Secret())), "lock.bin"))
	if err != nil {
		return nil
	}
	return lock
}

func (k *keyring) key(ctx context.Context, folder string, cfg config.Config, audience config.Audience, lock []byte) (seal.Key, error) {
	source := strings.Join([]string{audience.Name, audience.PassphraseEnv, audience.PassphraseCommand}, "\n")
	passphrase, ok := k.known[source]
	if !ok {
		var err error
		if passphrase, err = k.passphrase(ctx, folder, cfg, audience, lock); err != nil {
			return seal.Key{}, err
		}
		k.known[source] = passphrase
	}
	id := source + "\n" + cfg.Secret()
	if key, ok := k.keys[id]; ok {
		return key, nil
	}
	key, err := generator.NewKey(cfg, audience.Name, passphrase)
	if err != nil {
		return seal.Key{}, err
	}
	k.keys[id] = key
	return key, nil
}

// passphrase finds the passphrase of an audience, and refuses one that is easy to
// guess.
func (k *keyring) passphrase(ctx context.Context, folder string, cfg config.Config, audience config.Audience, lock []byte) (string, error) {
	weak := func(passphrase, where string) (string, error) {
		if err := seal.CheckPassphrase(passphrase, cfg.Title, cfg.Author, cfg.BaseURL, audience.Name, audience.Label); err != nil {
			return "", failure{fmt.Sprintf("the passphrase for %s%s will not do: %v", audience.Name, where, err),
				"`journal audience new " + audience.Name + "` makes one of six words"}
		}
		return passphrase, nil
	}
	if value := k.app.getenv(audience.PassphraseEnv); audience.PassphraseEnv != "" && value != "" {
		return weak(value, " in "+audience.PassphraseEnv)
	}
	if audience.PassphraseCommand != "" {
		printed, err := k.app.printedBy(ctx, folder, audience)
		if err != nil {
			return "", err
		}
		return weak(printed, ", which passphrase_command printed,")
	}
	if !k.asks {
		return "", failure{fmt.Sprintf("the passphrase for %s is missing: there is no %s in the environment, and nobody to ask", audience.Name, audience.PassphraseEnv),
			"put it into the environment, or give [audience." + audience.Name + "] a passphrase_command, or build in a terminal"}
	}
	for {
		typed, err := k.app.ask(ctx, fmt.Sprintf("Passphrase for %s: ", audience.Name))
		if err != nil {
			return "", err
		}
		if _, err := weak(typed, ""); err != nil {
			fmt.Fprintln(k.app.stdin.(*os.File), err.Error())
			continue
		}
		if lock == nil || k.app.opens(cfg, audience.Name, typed, lock) {
			return typed, nil
		}
		again, err := k.app.ask(ctx, "This is another passphrase than that of the last build. If it is to be the new one, type it again: ")
		if err != nil {
			return "", err
		}
		if seal.Spelling(again) == seal.Spelling(typed) {
			return typed, nil
		}
	}
}

// opens reports whether a passphrase opens a lock.
func (a *app) opens(cfg config.Config, audience, passphrase string, lock []byte) bool {
	_, err := seal.Unlock(passphrase, seal.CircleID(audience, cfg.Secret()), lock)
	return err == nil
}

// printedBy runs an audience's passphrase_command in the journal's folder. The first
// line that it prints counts, as with programs that keep passwords.
func (a *app) printedBy(ctx context.Context, folder string, audience config.Audience) (string, error) {
	shell := []string{"sh", "-c"}
	if runtime.GOOS == "windows" {
		shell = []string{"cmd", "/C"}
	}
	c := exec.CommandContext(ctx, shell[0], shell[1], audience.PassphraseCommand)
	c.Dir, c.Stdin, c.Stderr = folder, a.stdin, a.stderr
	out, err := c.Output()
	if err != nil {
		return "", programError("the passphrase_command of "+audience.Name, err)
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(line), nil
}

// ask asks the author for something that nobody else may see. What is typed is not
// shown. The question stands where it is answered, wherever messages go.
func (a *app) ask(ctx context.Context, prompt string) (string, error) {
	keyboard := a.stdin.(*os.File)
	terminal := int(keyboard.Fd())
	before, err := term.GetState(terminal)
	if err != nil {
		return "", fmt.Errorf("ask for a passphrase: %w", err)
	}
	fmt.Fprint(keyboard, prompt)
	type answer struct {
		typed []byte
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		typed, err := term.ReadPassword(terminal)
		answers <- answer{typed, err}
	}()
	select {
	case <-ctx.Done():
		_ = term.Restore(terminal, before)
		fmt.Fprintln(keyboard)
		return "", ctx.Err()
	case got := <-answers:
		fmt.Fprintln(keyboard)
		if got.err != nil {
			return "", failure{"no passphrase was typed", ""}
		}
		return string(got.typed), nil
	}
}
