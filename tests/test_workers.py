"""The pipe's processes: from anywhere, through anything, and gone when they are not wanted."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from quotelib import Document, Extractor, ParameterError, QuotelibError, TextTypeError, streaming

PROJECT = Path(__file__).parent.parent
TEXT = "“We will rebuild the bridge,” the mayor said."

unix = pytest.mark.skipif(os.name == "nt", reason="signals as on Unix")


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """One extractor with the default options."""
    return Extractor()


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own."""
    return subprocess.run(
        [sys.executable, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        timeout=120,
        check=False,
    )


def soon(holds: Callable[[], bool]) -> bool:
    """Whether something holds, or comes to hold in a moment."""
    deadline = time.monotonic() + 10
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def workers_gone() -> bool:
    """Whether no worker process is left."""
    return soon(lambda: not active_children())


def group_exists(group: int) -> bool:
    """Whether a group of processes has a member."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


SCRIPT = f"import quotelib; print(len(list(quotelib.Extractor().pipe([{TEXT!r}] * 5, workers=2))))"


def test_from_a_command_line() -> None:
    """``python -c`` needs no guard, as it has no script that workers could run again."""
    assert run("-c", SCRIPT).stdout == "5\n"


def test_from_standard_input() -> None:
    """Nor does a script on standard input, or a notebook's kernel."""
    assert run("-", stdin=SCRIPT).stdout == "5\n"


def test_script_without_guard(tmp_path: Path) -> None:
    """A script needs no guard: workers do not run it again."""
    script = tmp_path / "script.py"
    script.write_text(f"print('once')\n{SCRIPT}", encoding="utf-8")
    assert run(str(script)).stdout == "once\n5\n"


def test_extractor_of_a_script_without_guard(tmp_path: Path) -> None:
    """Where workers must run the script, one without a guard ends with an error that names it."""
    script = tmp_path / "script.py"
    own = SCRIPT.replace(" print", "\nprint").replace(
        "import quotelib;", "import quotelib\nclass Own(quotelib.Extractor): pass"
    )
    script.write_text(own.replace("quotelib.Extractor()", "Own()"), encoding="utf-8")
    done = run(str(script))
    assert done.returncode == 1
    assert "if __name__ == '__main__':  guard" in done.stderr.splitlines()[-1]


def test_with_threads_running(extractor: Extractor) -> None:
    """Threads of this process, which may hold locks, do not harm the workers."""
    stop = threading.Event()
    thread = threading.Thread(
        target=lambda: [extractor.extract(TEXT) for _ in iter(stop.is_set, True)]
    )
    thread.start()
    try:
        assert len(list(extractor.pipe([TEXT] * 4, workers=2, batch_size=1))) == 4
    finally:
        stop.set()
        thread.join()


@unix
def test_killed_worker(extractor: Extractor) -> None:
    """A worker that is killed is a clear error, not an endless wait, and leaves nobody behind."""

    def texts() -> Iterator[str]:
        yield from [TEXT] * 6
        for child in active_children():
            os.kill(child.pid or 0, signal.SIGKILL)
        yield from [TEXT] * 6

    with pytest.raises(QuotelibError, match="died by signal 9: killed, perhaps for want of memory"):
        list(extractor.pipe(texts(), workers=2, batch_size=2))
    assert workers_gone()


@unix
def test_interrupt() -> None:
    """Ctrl-C ends the process and its workers, which say nothing of their own."""
    script = textwrap.dedent(
        f"""
        import itertools, quotelib
        for number, _ in enumerate(quotelib.Extractor().pipe(itertools.repeat({TEXT!r}), workers=2)):
            if number == 0:
                print("running", flush=True)
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert errors.count("Traceback") == errors.count("KeyboardInterrupt") == 1
    assert soon(lambda: not group_exists(process.pid))


def test_closing_ends_the_workers(extractor: Extractor) -> None:
    """A caller that takes a few documents and leaves has no processes left over."""
    results = extractor.pipe([TEXT] * 100, workers=2, batch_size=1)
    next(results)
    assert active_children()
    results.close()  # type: ignore[attr-defined]
    assert workers_gone()


def test_error_of_the_source_comes_in_its_turn(extractor: Extractor) -> None:
    """What was read before the source of texts failed is not lost."""

    def texts() -> Iterator[str]:
        yield from [TEXT] * 3
        raise OSError("the disk is gone")

    results = extractor.pipe(texts(), workers=2, batch_size=2)
    assert [next(results).text for _ in range(3)] == [TEXT] * 3
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)


def test_what_cannot_be_sent(extractor: Extractor) -> None:
    """What is no text is an error of its own, even if no process could receive it."""
    given = [TEXT, lambda: None, TEXT]
    found = list(extractor.pipe(given, workers=2, errors="return"))  # type: ignore[call-overload]
    assert [type(one).__name__ for one in found] == ["Document", "TextTypeError", "Document"]
    assert isinstance(found[1], TextTypeError)


def test_long_texts_are_batches_of_their_own() -> None:
    """Batches end by characters too, so that few long texts are spread over the workers."""
    long = "x" * streaming._BATCH_CHARACTERS
    texts = [long, "a", "b", long, "c"]
    batches = streaming._batches(((text, None) for text in texts), size=3)
    assert [batch.texts for batch in batches] == [[long], ["a", "b", long], ["c"]]


def test_what_is_in_flight_is_bounded() -> None:
    """However quick the workers are, the source is drawn as far ahead as is said, and no further."""

    class Quick:
        """Workers that are done with a batch at once."""

        def __init__(self) -> None:
            self.done: list[tuple[int, list[Document]]] = []

        def has_room(self) -> bool:
            return True

        def submit(self, batch: int, texts: list[str]) -> None:
            self.done.append((batch, [Document(text) for text in texts]))

        def finished(self, *, block: bool) -> list[tuple[int, list[Document]]]:  # noqa: ARG002
            done, self.done = self.done, []
            return done

    batches = streaming._batches(((TEXT, None) for _ in range(100)), size=1)
    flight = streaming._Flight(Quick(), batches, most=6)  # type: ignore[arg-type]
    next(flight.results())
    assert len(flight._waiting) == 6


def test_workers_inside_a_daemonic_process(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no process may be started, the error says what to do."""
    monkeypatch.setattr("multiprocessing.process._current_process._config", {"daemon": True})
    with pytest.raises(ParameterError, match="use workers=1 here"):
        next(extractor.pipe([TEXT], workers=2))
