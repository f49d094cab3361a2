package main

import (
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/testscript"

	"journal/generator/config"
	"journal/generator/diag"
)

// step is one step of a workflow.
type step struct {
	Name, Uses, Run string
	Env             map[string]string
}

// job is what of a workflow of any forge is looked at.
type job struct {
	Permissions  map[string]string
	Steps        []step
	BeforeScript []string `yaml:"before_script"`
	Script       []string
	After        []string `yaml:"-"` // of the job that comes after it
	Artifacts    struct{ Paths []string }
	Rules        []map[string]string
}

// stepsOfWorkflow reads a workflow, as the forge would.
func stepsOfWorkflow(t interface{ Fatalf(string, ...any) }, text []byte) job {
	var of struct {
		Jobs           map[string]job
		Pages, Publish job
		Remember       job `yaml:"remember addresses"`
	}
	if err := yaml.Unmarshal(text, &of); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	switch {
	case len(of.Jobs) == 1:
		return of.Jobs["publish"]
	case of.Pages.Script != nil:
		of.Publish = of.Pages
	}
	of.Publish.After = of.Remember.Script
	return of.Publish
}

// workflowSteps FILE SCRIPT: writes what a workflow runs, but for getting journal, as
// one shell script.
func workflowSteps(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: workflow FILE SCRIPT")
	}
	j := stepsOfWorkflow(ts, []byte(ts.ReadFile(args[0])))
	script := "set -e\n"
	for _, s := range j.Steps {
		if s.Run != "" && s.Name != "Install journal" {
			script += "( " + s.Run + "\n)\n"
		}
	}
	for _, line := range slices.Concat(j.Script, j.After) {
		script += line + "\n"
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(script), 0o644))
}

var workflowConfigs = map[string]string{
	"nothing said":    ``,
	"git by https":    "[publish]\ntarget = \"git\"\nremote = \"https://git.example/me/road.git\"\nbranch = \"pages\"\n",
	"git by ssh":      "[publish]\ntarget = \"git\"\nremote = \"git@git.example:me/road.git\"\nbranch = \"pages\"\n[audience.sam]\npassphrase_env = \"J_SAM\"\n",
	"a remote":        "[publish]\ntarget = \"git\"\nremote = \"origin\"\nbranch = \"pages\"\n",
	"a bucket":        "[publish]\ntarget = \"s3\"\nbucket = \"road\"\n",
	"server and more": "[publish.a]\ntarget = \"rsync\"\ndestination = \"me@host.example:www\"\n[publish.b]\ntarget = \"dir\"\npath = \"/srv/www\"\n",
}

// Each workflow is what its forge reads: pinned, of few rights, and with secrets
// nowhere but in the environment.
func TestWorkflows(t *testing.T) {
	for _, f := range forges {
		for name, text := range workflowConfigs {
			t.Run(f.name+"/"+name, func(t *testing.T) {
				cfg, found := config.Parse(diag.Source{File: configName, Text: []byte(text)})
				if found.HasErrors() {
					t.Fatal(found)
				}
				w := workflowOf(f, cfg)
				w.Folder, w.Output, w.Addresses = "my road", "my road/public", "my road/addresses.toml"
				data, err := workflowText(f, w)
				if err != nil {
					t.Fatal(err)
				}
				checkWorkflow(t, f, w, data)
			})
		}
	}
}

var pinned = regexp.MustCompile(`^[a-z0-9./:-]+@[0-9a-f]{40}$`)

func checkWorkflow(t *testing.T, f forge, w workflow, data []byte) {
	t.Helper()
	j := stepsOfWorkflow(t, data)
	runs := slices.Concat(j.BeforeScript, j.Script, j.After)
	env := map[string]bool{}
	for _, s := range j.Steps {
		if s.Uses != "" && !pinned.MatchString(s.Uses) {
			t.Errorf("%s is not pinned", s.Uses)
		}
		if s.Run != "" {
			runs = append(runs, s.Run)
		}
		for name := range s.Env {
			env[name] = true
		}
	}
	all := strings.Join(runs, "\n")
	for _, want := range []string{"journal audit", "go build", "git add addresses.toml"} {
		if !strings.Contains(all, want) {
			t.Errorf("nothing runs %s", want)
		}
	}
	if w.Pages != strings.Contains(all, "journal build --host") || w.Pages == strings.Contains(all, "journal publish --yes") {
		t.Errorf("pages: %v, and it runs\n%s", w.Pages, all)
	}
	for _, name := range w.Targets {
		if !strings.Contains(all, "journal publish --yes -- '"+name+"'") {
			t.Errorf("nothing publishes to %s:\n%s", name, all)
		}
	}
	if strings.Count(all, "journal publish") > max(1, len(w.Targets)) {
		t.Errorf("it publishes too often:\n%s", all)
	}
	for _, run := range runs {
		if strings.Contains(run, "${{") {
			t.Errorf("a command is put together by the forge: %s", run)
		}
		cmd := exec.Command("sh", "-n")
		cmd.Stdin = strings.NewReader(run)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %s", out, run)
		}
	}
	for _, s := range w.Secrets {
		if f.name != "gitlab" && !w.Pages && !env[s.Name] {
			t.Errorf("%s comes to no step", s.Name)
		}
		if !strings.Contains(string(data), s.Name+" ") {
			t.Errorf("the first lines do not name %s", s.Name)
		}
	}
	if f.name == "github" {
		want := map[string]string{"contents": "write"}
		if w.Pages {
			want = map[string]string{"contents": "write", "pages": "write", "id-token": "write"}
		}
		if len(j.Permissions) != len(want) || j.Permissions["contents"] != want["contents"] || !strings.Contains(string(data), "\npermissions: {}\n") {
			t.Errorf("permissions %v", j.Permissions)
		}
	}
	want := []string{"my road/addresses.toml"}
	if w.Pages {
		want = []string{"public", "my road/addresses.toml"}
	}
	if f.name == "gitlab" && !slices.Equal(j.Artifacts.Paths, want) {
		t.Errorf("artifacts %v", j.Artifacts.Paths)
	}
	if f.name != "gitlab" && strings.Count(string(data), "persist-credentials: false") != 1 {
		t.Error("the checkout leaves a token in the settings of the clone")
	}
}

// A secret with anything in it reaches the program as it is.
func TestSecretsOfWorkflows(t *testing.T) {
	cfg, _ := config.Parse(diag.Source{File: configName, Text: []byte(workflowConfigs["git by https"])})
	run := workflowOf(forges[0], cfg).Publish()
	cmd := exec.Command("sh", "-c", strings.Replace(run, "journal publish --yes", "env", 1))
	cmd.Env = append(os.Environ(), "PUBLISH_TOKEN=it's \"$HOME\" `x`")
	out, err := cmd.Output()
	if err != nil || !strings.Contains(string(out), "\nJOURNAL_GIT_TOKEN=it's \"$HOME\" `x`\n") {
		t.Errorf("%v: %s", err, out)
	}
}
