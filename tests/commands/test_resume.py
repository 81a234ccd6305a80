"""Runs that are interrupted and resumed: the same bytes as from an undisturbed run."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotelib.cli import main

FILES = 60
BROKEN = {7, 31}
"""Files that are not UTF-8."""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of small articles, some of them broken."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for number in range(FILES):
        said = f"“Bridge {number} stays open,” engineer Mara Lind said. Karvia denied it.\n\n" * 5
        data = b"caf\xe9" if number in BROKEN else said.encode()
        (folder / f"{number:03}.txt").write_bytes(data)
    return folder


def run(*arguments: object) -> Result:
    """``quotelib extract`` with these arguments, run in this process."""
    return CliRunner().invoke(main, ["extract", *map(str, arguments)])


def undisturbed(texts: Path) -> bytes:
    """What a run writes that nothing interrupts."""
    output = texts.parent / "whole.jsonl"
    assert run(texts, "-o", output).exit_code == 1
    return output.read_bytes()


def has_members(group: int) -> bool:
    """Whether a process of this process group is alive."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_run_is_resumed(texts: Path, jobs: int) -> None:
    """A run that is killed with SIGKILL leaves no worker behind, and is made whole when resumed."""
    output = texts.parent / "killed.jsonl"
    arguments = [str(texts), "-o", str(output), "-j", str(jobs), "--resume"]
    process = subprocess.Popen(
        [sys.executable, "-m", "quotelib", "extract", *arguments],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and lines_in(output) < FILES // 3:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    patience = time.monotonic() + 60
    while has_members(process.pid):
        assert time.monotonic() < patience, "a worker outlives the run"
        time.sleep(0.005)
    result = run(*arguments)
    assert output.read_bytes() == undisturbed(texts)
    assert result.exit_code == 1
    assert f"{len(BROKEN)} of {FILES} inputs failed" in result.stderr


def lines_in(path: Path) -> int:
    """Whole lines in a file, 0 if there is none."""
    return path.read_bytes().count(b"\n") if path.exists() else 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process group")
@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted_run_says_how_to_go_on(texts: Path, jobs: int) -> None:
    """Ctrl-C ends a run with one line that names --resume, without a traceback, and exit code 130."""
    output = texts.parent / "interrupted.jsonl"
    process = subprocess.Popen(
        [sys.executable, "-m", "quotelib", "extract", texts, "-o", output, "-j", str(jobs)],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and lines_in(output) < FILES // 3:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    lines = [line for line in errors.splitlines() if "not UTF-8" not in line]
    assert lines[0] == "quotelib: interrupted, --resume goes on with it", errors
    assert process.returncode == 130
    assert len(lines) <= 2


def test_resumed_from_any_byte(texts: Path) -> None:
    """Wherever the output was cut off, in a line or at its end, the rest is made good."""
    whole = undisturbed(texts)
    output = texts.parent / "cut.jsonl"
    ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]
    for cut in (0, 1, ends[0] - 1, ends[0], ends[20] + 3, ends[-1] - 1, ends[-1]):
        output.write_bytes(whole[:cut])
        run(texts, "-o", output, "--resume")
        assert output.read_bytes() == whole


def test_mended_files_are_added(texts: Path) -> None:
    """A file that failed and has been mended is done when the run is resumed, and no other."""
    whole = undisturbed(texts)
    for number in BROKEN:
        (texts / f"{number:03}.txt").write_text("“Yes,” she said.")
    output = texts.parent / "whole.jsonl"
    assert run(texts, "-o", output, "--resume").exit_code == 0
    assert output.read_bytes().startswith(whole)
    assert lines_in(output) == FILES


def test_same_identifiers_are_counted(texts: Path) -> None:
    """A file that is named twice is done twice, and resumed so."""
    output = texts.parent / "twice.jsonl"
    article = texts / "000.txt"
    run(article, "-o", output)
    run(article, article, "-o", output, "--resume")
    assert lines_in(output) == 2


def test_output_among_the_inputs_is_none(texts: Path) -> None:
    """An output that lies in the folder that is read is not read itself."""
    output = texts / "found.jsonl"
    run(texts, "-o", output)
    run(texts, "-o", output, "--resume")
    assert lines_in(output) == FILES - len(BROKEN)


@pytest.mark.parametrize(
    "content", ["{}\n", "notes\n", "notes", '{"doc_id": \n', '\n{"doc_id": "a"}\n']
)
def test_foreign_output_is_left_alone(texts: Path, content: str) -> None:
    """A file that is no output of the command is neither gone on with nor changed."""
    output = texts.parent / "notes.jsonl"
    output.write_text(content)
    result = run(texts, "-o", output, "--resume")
    assert result.exit_code == 1
    assert "--resume goes on only with its own output" in result.stderr
    assert output.read_text() == content


@pytest.mark.parametrize(
    "arguments", [["-o", "x.jsonl.gz"], ["-o", "x.csv"], ["-f", "jsonl"]], ids=" ".join
)
def test_only_plain_lines_can_be_resumed(texts: Path, arguments: list[str]) -> None:
    """Resuming needs a JSON Lines file; anything else is a mistake in the command."""
    result = run(texts, "--resume", *arguments)
    assert result.exit_code == 2
    assert "--resume needs an --output in JSON Lines" in result.stderr
