"""The command line: formats, standard input, exit codes, and errors of one line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import quotelib
from quotelib.cli import main

ARTICLE = "“We will rebuild the bridge,” Mara Lind said.\r\nKarvia denied that.\n"


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    """The command with these arguments, run in this process."""
    return CliRunner().invoke(main, [*arguments], input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A small article in a file, with Windows line ends in it."""
    path = tmp_path / "article.txt"
    path.write_bytes(ARTICLE.encode())
    return path


def test_text_is_readable(article: Path) -> None:
    """By default the reading is printed, without colours where there is no terminal."""
    result = run("extract", str(article))
    assert result.exit_code == 0
    assert result.stdout == quotelib.extract(ARTICLE).to_text(width=80)
    assert "Mara Lind" in result.stdout


def test_several_texts_have_headings(article: Path) -> None:
    """With several files each reading stands under its file's name."""
    lines = run("extract", str(article), str(article)).stdout.splitlines()
    assert lines.count(f"== {article} ==") == 2


def test_jsonl_is_lossless(article: Path) -> None:
    """Each line of JSON Lines is one document, with its file's name, in the order of the files."""
    result = run("extract", "--format", "jsonl", str(article), str(article))
    lines = result.stdout.splitlines()
    assert [json.loads(line)["doc_id"] for line in lines] == [str(article)] * 2
    assert quotelib.Document.from_json(lines[0]) == quotelib.extract(ARTICLE)


@pytest.mark.parametrize("count", [1, 3])
def test_json_is_one_array(article: Path, count: int) -> None:
    """JSON is one array with a document for each file."""
    found = json.loads(run("extract", "--format", "json", *[str(article)] * count).stdout)
    assert [item["text"] for item in found] == [ARTICLE] * count


def test_standard_input() -> None:
    """A dash reads standard input; its line ends and a byte order mark do not shift offsets."""
    result = run("extract", "-", "--format", "jsonl", stdin=b"\xef\xbb\xbf" + ARTICLE.encode())
    assert json.loads(result.stdout)["text"] == ARTICLE


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "no such file or directory; check the path"),
        ("latin.txt", b"caf\xe9", "not UTF-8 (byte 3); convert it first"),
    ],
    ids=["missing", "undecodable"],
)
@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_bad_file_does_not_stop_the_others(
    article: Path, name: str, content: bytes | None, message: str, form: str
) -> None:
    """A bad file is one line on standard error, summed up at the end; the good ones are all printed."""
    bad = article.parent / name
    if content is not None:
        bad.write_bytes(content)
    result = run("extract", "--format", form, str(bad), str(article))
    assert result.exit_code == 1
    error, total = result.stderr.splitlines()
    assert error.startswith(f"quotelib: {bad}: ")
    assert message in error
    assert total == f"quotelib: 1 of 2 inputs failed: {bad}"
    assert "rebuild the bridge" in result.stdout


def test_only_bad_files_still_give_valid_json() -> None:
    """Where nothing could be read the JSON is an empty array."""
    result = run("extract", "--format", "json", "missing.txt")
    assert (json.loads(result.stdout), result.exit_code) == ([], 1)


@pytest.mark.parametrize(
    "arguments", [["extract"], ["extract", "-", "--format", "xml"], ["extrakt"]], ids=" ".join
)
def test_mistakes_in_the_command(arguments: list[str]) -> None:
    """A mistake in the command itself is exit code 2."""
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("command", [["-m", "quotelib"]], ids=" ".join)
def test_runs_as_a_module(command: list[str]) -> None:
    """``python -m quotelib`` is the same command."""
    result = subprocess.run(
        [sys.executable, *command, "--version"], capture_output=True, text=True, check=True
    )
    assert result.stdout == f"quotelib, version {quotelib.__version__}\n"
