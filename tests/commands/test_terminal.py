"""The command at a terminal, where results, progress and errors share the screen."""

import os
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

fcntl = pytest.importorskip("fcntl", reason="needs a system with pseudo-terminals")
pty = pytest.importorskip("pty", reason="needs a system with pseudo-terminals")
termios = pytest.importorskip("termios", reason="needs a system with pseudo-terminals")

ROWS, COLUMNS = 24, 80


def at_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """What `quotelib extract` sends to a terminal that is its standard output and error."""
    ours, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    command = [sys.executable, "-m", "quotelib", "extract", *arguments]
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        command, stdout=its, stderr=its, cwd=cwd, env={**inherited, **environment}
    ) as process:
        os.close(its)
        sent = b""
        while True:
            try:
                part = os.read(ours, 65_536)
            except OSError:  # Linux's way to say that nobody writes there any more.
                part = b""
            if not part:
                break
            sent += part
        process.wait()
    os.close(ours)
    return sent.decode()


def screen(sent: str) -> list[str]:
    """The lines that stand in the end, for what the command sends: text, styles and returns."""
    lines = []
    for line in re.sub(r"\x1b\[[0-9;]*m", "", sent).replace("\r\n", "\n").split("\n"):
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part) :]
        lines.append(shown.rstrip())
    return lines


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of two texts and one that cannot be read."""
    (tmp_path / "a.txt").write_text("Ann Poe said it was late.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff")
    (tmp_path / "c.txt").write_text("“Go home,” Ron Lee said.\n", encoding="utf-8")
    return tmp_path


def test_progress_keeps_out_of_results(texts: Path) -> None:
    """The bar is shown while there is work, and no line of the results or errors has a piece of it."""
    sent = at_terminal("a.txt", "b.txt", "c.txt", cwd=texts)
    assert "2/3" in sent
    shown = screen(sent)
    assert shown[0] == "== a.txt =="
    assert "1 quotation · 1 speaker · 1 act · 0 devices" in shown
    assert shown[-2:] == ["quotelib: 1 of 3 inputs failed: b.txt", ""]
    assert not any("text/s" in line or "s/text" in line for line in shown)


def test_progress_stays_below_a_file(texts: Path) -> None:
    """Where the results go to a file, the bar stays to say how it went."""
    sent = at_terminal("a.txt", "c.txt", "-o", "found.jsonl", cwd=texts)
    assert any("2/2" in line for line in screen(sent))
