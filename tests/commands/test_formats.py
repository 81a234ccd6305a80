"""What ``quotelib extract`` writes: every format, by name or by suffix, and what goes where."""

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import quotelib
from quotelib.cli import main

ARTICLE = "“We will rebuild the bridge,” Mara Lind said.\r\nNorway denied that.\n"
LINES = (
    '{"id": "n1", "text": "“No,” Mara Lind said.", "day": "May", "source": "Post", "tags": ["a"]}\n'
    '{"id": "n2", "text": "It rained.", "day": null, "extra": 1}\n'
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a text and JSON Lines in it."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(ARTICLE.encode())
    Path("news.jsonl").write_text(LINES, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    """``quotelib extract`` with these arguments, without an error."""
    result = CliRunner().invoke(main, ["extract", *arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize(
    "name", ["o.txt", "o.json", "o.jsonl", "o.ndjson", "o.jsonl.gz", "o.csv", "o.csv.gz", "o"]
)
def test_suffix_tells_the_format(name: str) -> None:
    """A file gets what its suffix means: the bytes that the format's name gives on standard output."""
    form = {"o": "text", "txt": "text", "ndjson": "jsonl"}
    suffix = name.removesuffix(".gz").rpartition(".")[2]
    assert run("a.txt", "-o", name).stdout == ""
    written = Path(name).read_bytes()
    plain = gzip.decompress(written) if name.endswith(".gz") else written
    assert plain == run("a.txt", "-f", form.get(suffix, suffix)).stdout_bytes


def test_several_texts_have_headings() -> None:
    """Where there may be several texts each reading stands under its name; one alone does not."""
    assert "== n1 ==" in run("news.jsonl").stdout
    assert "== a.txt ==" in run("a.txt", "a.txt").stdout
    assert "==" not in run("a.txt").stdout


def test_fields_pass_through_lines() -> None:
    """Fields of JSON Lines stand beside the document's, the identifier first."""
    lines = [json.loads(line) for line in run("news.jsonl", "-f", "jsonl").stdout.splitlines()]
    assert list(lines[0])[:5] == ["doc_id", "day", "source", "tags", "schema"]
    assert [line["doc_id"] for line in lines] == ["n1", "n2"]
    assert lines[1]["extra"] == 1
    assert quotelib.Document.from_dict(lines[0]) == quotelib.extract("“No,” Mara Lind said.")


def test_fields_pass_through_tables() -> None:
    """In a table the fields of the first line are columns; one that is ours has a prefix."""
    rows = list(csv.DictReader(io.StringIO(run("news.jsonl", "-f", "csv").stdout.lstrip("\ufeff"))))
    assert list(rows[0])[:5] == ["doc_id", "day", "input_source", "tags", "quotation"]
    assert (rows[0]["input_source"], rows[0]["tags"]) == ("Post", '["a"]')
    kept = run("news.jsonl", "-f", "csv", "--keep", "day").stdout.lstrip("\ufeff")
    assert next(csv.reader(io.StringIO(kept)))[:3] == ["doc_id", "day", "quotation"]


@pytest.mark.parametrize("inputs", [("a.txt", "news.jsonl"), ("news.jsonl", "a.txt")], ids=" ".join)
@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_files_and_lines_make_one_table(inputs: tuple[str, str], suffix: str) -> None:
    """A table takes files and lines together, in any order."""
    if suffix == "parquet":
        pytest.importorskip("pyarrow")
    run(*inputs, "-o", f"t.{suffix}")


def test_other_fields_and_standard_input() -> None:
    """Lines come from standard input, with fields of any name."""
    result = CliRunner().invoke(
        main,
        ["extract", "-", "--lines", "--text-field", "body", "--id-field", "url", "-f", "jsonl"],
        input='{"url": "https://a.example/1", "body": "“No,” she said."}\n',
    )
    line = json.loads(result.stdout)
    assert (line["doc_id"], line["text"]) == ("https://a.example/1", "“No,” she said.")


@pytest.mark.parametrize("table", ["quotations", "frames", "devices", "speakers"])
def test_tables_are_chosen(table: str) -> None:
    """Each table can be written, as CSV and as Parquet, with the same rows."""
    parquet = pytest.importorskip("pyarrow.parquet")
    document = quotelib.extract(ARTICLE)
    rows = run("a.txt", "-f", "csv", "--table", table).stdout.splitlines()
    run("a.txt", "-o", "t.parquet", "--table", table)
    assert parquet.read_table("t.parquet").to_pylist() == quotelib.to_rows(
        [(document, "a.txt")],
        table,  # type: ignore[arg-type]
    )
    assert len(rows) == 1 + len(getattr(document, table))


def test_annotation_formats() -> None:
    """For brat there is a folder that can be read back; Web Annotations and tasks are arrays, a text each."""
    run("a.txt", "news.jsonl", "-f", "brat", "-o", "b")
    read = {context["doc_id"]: document for document, context in quotelib.read_brat("b")}
    assert set(read) == {"a", "n1", "n2"}
    assert read["a"] == quotelib.extract(ARTICLE)
    pages = json.loads(run("a.txt", "news.jsonl", "-f", "w3c").stdout)
    assert [page["id"] for page in pages] == [
        f"{name}#annotations" for name in ("a.txt", "n1", "n2")
    ]
    tasks = json.loads(run("news.jsonl", "-f", "label-studio").stdout)
    assert [task["data"]["doc_id"] for task in tasks] == ["n1", "n2"]
    assert tasks[0]["data"]["day"] == "May"


@pytest.mark.parametrize("form", ["json", "w3c", "label-studio"])
def test_nothing_is_an_empty_array(form: str) -> None:
    """Where nothing could be read an array is empty, and the exit code tells."""
    result = CliRunner().invoke(main, ["extract", "none.txt", "-f", form])
    assert (json.loads(result.stdout), result.exit_code) == ([], 1)


@pytest.mark.parametrize("form", ["brat", "parquet"])
def test_what_needs_a_path(form: str) -> None:
    """A format that is no stream needs an output, and says so."""
    result = CliRunner().invoke(main, ["extract", "a.txt", "-f", form])
    assert result.exit_code == 2
    assert "name an --output" in result.stderr


@pytest.mark.parametrize("name", ["none/o.jsonl", "none/o.parquet", "a.txt/b.csv"])
def test_output_that_cannot_be_written(name: str) -> None:
    """An output that cannot be written is one line, not a traceback."""
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    result = CliRunner().invoke(main, ["extract", "a.txt", "-o", name])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"quotelib: {name}: cannot be written: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("o.xlsx", "no format goes by the suffix .xlsx: name one with -f"),
        ("o.HTML", "for a page, use quotelib report"),
    ],
)
def test_suffix_that_means_no_format(name: str, remedy: str) -> None:
    """A file is not written in another format than its name promises, unless that is asked for."""
    result = CliRunner().invoke(main, ["extract", "a.txt", "-o", name])
    assert (result.exit_code, Path(name).exists()) == (2, False)
    assert remedy in result.stderr
    run("a.txt", "-o", name, "-f", "csv")
    assert Path(name).exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full device")
@pytest.mark.parametrize("form", ["text", "jsonl", "csv"])
def test_full_standard_output(form: str) -> None:
    """Where standard output has no room left there is one line, not a traceback."""
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "quotelib", "extract", "a.txt", "-f", form],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.returncode in {1, 120}, "120 is Python's own, where a flush at exit fails"
    assert result.stderr.startswith(
        "quotelib: standard output: cannot be written: no space left on device\n"
    )
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE to imitate")
def test_reader_that_has_enough() -> None:
    """A pipe that is closed early, as by "head", ends the run without a word."""
    Path("many.jsonl").write_text(LINES * 200, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "quotelib", "extract", "many.jsonl", "-f", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


def test_minimum_confidence_and_jobs() -> None:
    """Options reach the extractor: what is uncertain is left out, in several processes as in one."""
    alone = run("a.txt", "news.jsonl", "-f", "jsonl", "--minimum-confidence", "0.5").stdout
    assert (
        alone
        == run("a.txt", "news.jsonl", "-f", "jsonl", "--minimum-confidence", "0.5", "-j2").stdout
    )
    nothing = json.loads(run("a.txt", "-f", "jsonl", "--minimum-confidence", "1").stdout)
    assert nothing["quotations"] == []


def on_a_terminal(arguments: list[str], **variables: str) -> tuple[str, str]:
    """What the command prints where standard output and error are a terminal."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    errors_ours, errors_theirs = pty.openpty()
    for terminal in (theirs, errors_theirs):
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-m", "quotelib", "extract", *arguments],
        stdout=theirs,
        stderr=errors_theirs,
        env=environment | {"PYTHONPATH": str(Path(quotelib.__file__).parent.parent)} | variables,
        check=True,
    )
    os.close(theirs)
    os.close(errors_theirs)
    return everything(ours), everything(errors_ours)


def everything(descriptor: int) -> str:
    """All that was written to a terminal that has been closed."""
    found = b""
    try:
        while piece := os.read(descriptor, 4096):
            found += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    return found.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
def test_colours_and_progress_on_a_terminal() -> None:
    """On a terminal there are colours and progress, each where it belongs, unless they are refused."""
    shown, progress = on_a_terminal(["a.txt", "a.txt"])
    assert "\x1b[1m" in shown
    assert "2/2" in progress
    shown, progress = on_a_terminal(["a.txt", "--no-progress"], NO_COLOR="1")
    assert "\x1b" not in shown
    assert progress == ""


def test_progress_can_be_asked_for() -> None:
    """Off a terminal there is no progress, unless it is asked for; results are not disturbed."""
    quiet = run("a.txt", "-f", "jsonl")
    loud = run("a.txt", "-f", "jsonl", "--progress")
    assert (quiet.stderr, quiet.stdout) == ("", loud.stdout)
    assert "1/1" in loud.stderr
