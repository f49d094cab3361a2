package main

import (
	"os"
	"path/filepath"
	"strings"

	"journal/generator/output"
)

// inputs are the files and folders that a journal is read from: those beside a
// journal.toml, or all that a bare folder of Markdown holds, but for sites that
// were built there, for empty folders and for what is hidden.
func inputs(folder string) []string {
	var paths []string
	if !isBare(folder) {
		for _, name := range []string{configName, "people.toml", "revealed.toml", "addresses.toml", "content", "themes"} {
			paths = append(paths, filepath.Join(folder, name))
		}
		return paths
	}
	names, err := os.ReadDir(folder)
	if err != nil {
		return []string{folder}
	}
	for _, d := range names {
		path := filepath.Join(folder, d.Name())
		if strings.HasPrefix(d.Name(), ".") {
			continue
		}
		if d.IsDir() && !isEmpty(path) && !output.Owns(path) || strings.EqualFold(filepath.Ext(path), ".md") {
			paths = append(paths, path)
		}
	}
	return paths
}

// isBare reports whether a folder is just Markdown, without configuration and
// content/.
func isBare(folder string) bool {
	for _, name := range []string{configName, "content"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
			return false
		}
	}
	return true
}

func isEmpty(folder string) bool {
	entries, err := os.ReadDir(folder)
	return err == nil && len(entries) == 0
}
