"""What Go's files say of modules."""

from __future__ import annotations

from scanned import before_it_broke, broken, named


def test_go_mod() -> None:
    content = """\
// A comment
module github.com/run/app

go 1.22

require github.com/stripe/stripe-go/v76 v76.0.0
require (
\tgithub.com/Azure/azure-sdk v1.0.0 // indirect
\tgopkg.in/yaml.v3 v3.0.1 // why
\t"github.com/quoted/x" v1.0.0
\t../etc v1
)
replace github.com/run/lib => ../lib
replace (
\tgithub.com/run/other v1.0.0 => ./other
\tgithub.com/a/b => github.com/fork/b v1.0.0
)
exclude github.com/no/no v1.0.0
tool (
\tgolang.org/x/tools/cmd/stringer
)
"""
    assert named("go.mod", content) == [
        (2, "github.com/run/app", "golang:github.com/run/app", ""),
        (6, "github.com/stripe/stripe-go/v76", "golang:github.com/stripe/stripe-go/v76", "direct"),
        (8, "github.com/Azure/azure-sdk", "golang:github.com/Azure/azure-sdk", "indirect"),
        (9, "gopkg.in/yaml.v3", "golang:gopkg.in/yaml.v3", "direct"),
        (10, "github.com/quoted/x", "golang:github.com/quoted/x", "direct"),
        (13, "github.com/run/lib", "golang:github.com/run/lib", ""),
        (15, "github.com/run/other", "golang:github.com/run/other", ""),
        (20, "golang.org/x/tools/cmd/stringer", "golang:golang.org/x/tools/cmd/stringer", "dev"),
    ]


def test_a_broken_go_mod() -> None:
    content = "module a.b/c\n<<<<<<< HEAD\nrequire d.e/f v1\n=======\n>>>>>>> x\n"
    assert broken("go.mod", content) == ("holds the marks of a merge conflict", 13)
    assert before_it_broke("go.mod", content) == ["golang:a.b/c", "golang:d.e/f"]
    assert broken("go.mod", "\x00\x01") == ("has a line that is no directive", 0)


def test_go_sum_names_each_module_that_was_fetched_once() -> None:
    content = """\
github.com/a/b v1.0.0 h1:x=
github.com/a/b v1.0.0/go.mod h1:y=
github.com/a/b v1.1.0 h1:x=
github.com/only/mod v1.1.0/go.mod h1:x=
"""
    expected = [(1, "github.com/a/b", "golang:github.com/a/b", "indirect")]
    assert named("go.sum", content) == expected
    assert broken("go.sum", content + "what\n")[0] == "has a line without a hash"
