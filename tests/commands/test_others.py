"""The commands that tell of the program itself: schema, info, completion."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

import quotelib
from quotelib.cli import COMMANDS, main
from quotelib.export.columns import TABLES

DATA = Path(quotelib.__file__).parent / "data"


def run(*arguments: str) -> str:
    """What the command prints, without an error."""
    result = CliRunner().invoke(main, [*arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    """Each command says what it does, and in the list of commands in one short sentence."""
    assert name in run(name, "--help")
    (line,) = (line for line in run("--help").splitlines() if line.strip().startswith(f"{name} "))
    assert not line.endswith("...")


@pytest.mark.parametrize("name", ["document", *TABLES])
def test_schema_is_that_of_the_wheel(name: str) -> None:
    """The command prints what the files in the package hold."""
    assert run("schema", name) == (DATA / "schema" / f"{name}.schema.json").read_text("utf-8")


def test_other_schemas() -> None:
    """Tables have a Spark schema, documents have none; annotation tools have their configurations."""
    assert run("schema", "frames", "--as", "spark").startswith(
        "`frame` BIGINT NOT NULL, `act` STRING"
    )
    assert run("schema", "label-studio").startswith("<View>")
    assert run("schema", "brat").startswith("[entities]")
    assert CliRunner().invoke(main, ["schema", "document", "--as", "spark"]).exit_code == 2


def test_info_tells_versions_and_data() -> None:
    """Versions of what is installed, and the hash of each data file, short or whole."""
    found = json.loads(run("info", "--json"))
    assert found["versions"]["quotelib"] == quotelib.__version__
    digest = sha256((DATA / "taxonomy.json").read_bytes()).hexdigest()
    assert found["data"]["taxonomy.json"] == digest
    shown = run("info")
    assert f"{digest[:16]}  taxonomy.json" in shown
    assert found["all data"][:16] in shown
    assert len(found["data"]) == sum(path.is_file() for path in DATA.rglob("*"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    """Each shell gets a script that asks this command."""
    script = run("completion", shell)
    assert "_QUOTELIB_COMPLETE" in script
    assert "quotelib" in script


def test_words_are_completed() -> None:
    """Asked by a shell, the command completes its commands and options."""
    asked = {"COMP_WORDS": "quotelib ex", "COMP_CWORD": "1", "_QUOTELIB_COMPLETE": "bash_complete"}
    result = CliRunner().invoke(main, [], env=asked, prog_name="quotelib")
    assert result.stdout.split() == ["plain,extract"]
