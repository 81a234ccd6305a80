"""The command ``quotelib evaluate``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from evaluation.annotating import annotated

import quotelib
from quotelib.cli import main

TEXT = "“The ferry sails,” Mara Lind said. Oto Kern threatened to close the pier."


def run(*arguments: str, stdin: str | None = None) -> Result:
    """The command with these arguments, run in this process."""
    return CliRunner().invoke(main, ["evaluate", *arguments], input=stdin)


@pytest.fixture
def gold(tmp_path: Path) -> str:
    """A file with one annotated document, named as `quotelib extract` names it."""
    document = annotated(TEXT, [("“The ferry sails,”", "Mara Lind")], [("threat", "threatened")])
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"doc_id": "ferry.txt", **document.to_dict()}) + "\n")
    return str(path)


@pytest.fixture
def found(tmp_path: Path) -> str:
    """A file of what is found, as an array."""
    path = tmp_path / "found.json"
    path.write_text(json.dumps([annotated(TEXT, [("The ferry sails", None)]).to_dict()]))
    return str(path)


def test_gold_alone_is_scored_against_what_is_found_now(gold: str) -> None:
    """With one file, its texts are read, and the score is that of `quotelib.evaluate`."""
    result = run(gold)
    assert result.exit_code == 0
    document = quotelib.Document.from_json(Path(gold).read_bytes())
    assert result.stdout == quotelib.evaluate(document, names=["ferry.txt"]).to_text()


def test_annotators_folders_and_compressed_files(gold: str, tmp_path: Path) -> None:
    """A folder from brat, and compressed JSON Lines, are read as the plain file is."""
    pairs = list(quotelib.read_jsonl(gold))
    quotelib.write_jsonl(pairs, tmp_path / "gold.jsonl.gz")
    quotelib.write_brat(pairs, tmp_path / "brat")
    shown = run(gold).stdout
    assert run(str(tmp_path / "gold.jsonl.gz")).stdout == shown
    assert run(str(tmp_path / "brat")).stdout == shown.replace("ferry.txt", "ferry")


def test_two_files(gold: str, found: str) -> None:
    """With two files, the second is scored; differences stand under the document's name."""
    lines = run(gold, found, "--layer", "speakers").stdout.splitlines()
    at = lines.index("ferry.txt")
    assert (
        lines[at + 1]
        == "  0:18 another speaker: gold ‘Mara Lind’, found none in ‘“The ferry sails,”’"
    )


def test_options(gold: str, found: str) -> None:
    """The least overlap counts, and the differences can be left out."""
    result = json.loads(run(gold, found, "--overlap", "0.95", "--json").stdout)
    assert result["layers"]["quotations"]["overlap"]["f1"] == 0.0
    assert "missed" not in run(gold, found, "--most", "0").stdout


def test_agreement(gold: str, found: str) -> None:
    """The files as annotators."""
    assert run("--agreement", gold, found).stdout.startswith("2 annotators\n")
    assert set(json.loads(run("--agreement", "--json", gold, found).stdout)["layers"]) == {
        "quotations",
        "speakers",
        "frames",
    }


def test_standard_input(gold: str) -> None:
    """A dash is standard input."""
    assert run(gold, "-", stdin=Path(gold).read_text()).stdout.endswith("0 differences\n")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.jsonl", None, "bad.jsonl: cannot be read: no such file or directory"),
        ("bad.jsonl", b"\n{]", "bad.jsonl:2: not JSON"),
        ("bad.jsonl", b"3", "bad.jsonl:1: not a JSON object"),
        ("bad.jsonl", b'{"schema": 1}', "bad.jsonl:1: no document of quotelib"),
        ("bad.json", None, "bad.json: cannot be read: no such file or directory"),
        ("bad.json", b"[", "bad.json: not JSON"),
        ("bad.json", b"[3]", "bad.json, item 1: no document of quotelib, but of type int"),
        ("bad.json", b'[{"schema": 1}]', "bad.json, item 1: no document of quotelib"),
        ("bad.jsonl", b"", "bad.jsonl: no document with the text of ferry.txt, which begins"),
    ],
)
def test_bad_files_are_named(
    gold: str, tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    """A file that cannot be read is one line on standard error, and exit code 1."""
    bad = tmp_path / name
    if content is not None:
        bad.write_bytes(content)
    result = run(gold, str(bad))
    assert result.exit_code == 1
    assert result.stderr.startswith("quotelib: ")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [["a", "b", "c"], ["a", "--agreement"], ["a", "--overlap", "0"], []], ids=" ".join
)
def test_mistakes_in_the_command(arguments: list[str]) -> None:
    """A mistake in the command itself is exit code 2."""
    assert run(*arguments).exit_code == 2


def test_an_annotator_needs_a_file_of_their_own(gold: str) -> None:
    """The same file twice is no second annotator."""
    assert run("--agreement", gold, gold).exit_code == 2


def test_documents_are_brought_together_by_their_texts(gold: str, tmp_path: Path) -> None:
    """The order of the files makes no difference, nor does what only the second one has."""
    document = json.loads(Path(gold).read_text())
    others = [quotelib.extract(text).to_dict() for text in ("Rain.", "“No,” Bo said.")]
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in [*others, document, others[0]]))
    assert run(gold, str(path)).stdout.endswith("0 differences\n")


def test_almost_the_same_text_is_told_where_it_differs(gold: str, tmp_path: Path) -> None:
    """A text that was changed after it was annotated is named, with the place."""
    path = tmp_path / "changed.jsonl"
    path.write_text(quotelib.extract(TEXT.replace("ferry", "Ferry")).to_json() + "\n")
    assert "document ferry.txt: " in run(gold, str(path)).stderr
    assert "different texts: at 5" in run(gold, str(path)).stderr
