"""What a cautious user would ask: what does it run, open, write, send; and is it what was released?"""

import ast
import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotelib

PACKAGE = Path(quotelib.__file__).parent
PROJECT = Path(__file__).parent.parent
MODULES = sorted(PACKAGE.rglob("*.py"))

FORBIDDEN_MODULES = frozenset(
    "pickle cPickle dill cloudpickle joblib marshal shelve ctypes cffi socket ssl http ftplib smtplib "
    "telnetlib xmlrpc asyncio requests urllib3 httpx aiohttp subprocess pty code codeop runpy".split()
) | {"urllib.request", "nltk.downloader", "nltk.data"}
FORBIDDEN_CALLS = frozenset("eval exec compile __import__ breakpoint input".split())
FORBIDDEN_ATTRIBUTES = frozenset(
    "system popen spawnl spawnv execv execve startfile read_pickle to_pickle".split()
)


def module_id(path: Path) -> str:
    """The path inside the package."""
    return str(path.relative_to(PACKAGE))


def imported(tree: ast.AST) -> Iterator[str]:
    """All that a module imports, wherever it does."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_no_module_can_run_data_or_talk(path: Path) -> None:
    """Nothing is unpickled, evaluated or executed, no program started, no connection opened."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name in imported(tree):
        parts = name.split(".")
        assert not {".".join(parts[: end + 1]) for end in range(len(parts))} & FORBIDDEN_MODULES
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in FORBIDDEN_CALLS
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in {"os", "pandas"}:
            assert node.attr not in FORBIDDEN_ATTRIBUTES


WATCHED = textwrap.dedent(
    """
    import json, os, sys
    seen = []

    def watch(event, arguments):
        if event == "open":
            path, mode, flags = arguments
            writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if isinstance(flags, int) else 0
            if writes and not str(path).endswith(".pyc") and "__pycache__" not in str(path):
                seen.append(f"{event} {path}")
        elif event.split(".")[0] in ("socket", "subprocess", "ftplib", "smtplib", "pickle", "urllib"):
            seen.append(event)
        elif event in ("os.system", "os.exec", "os.fork", "os.remove", "os.rename", "os.mkdir"):
            if "__pycache__" not in str(arguments):
                seen.append(event)

    sys.addaudithook(watch)
    sys.dont_write_bytecode = True
    import quotelib
    document = quotelib.extract(sys.stdin.buffer.read().decode())
    document.to_json(), document.to_rows(), document.to_html(), document.to_text()
    print(json.dumps([len(document), seen]))
    """
)


def test_extraction_opens_nothing_but_its_own_data() -> None:
    """Python's audit events tell of no connection, no program, no file written, no pickle."""
    text = (PROJECT / "examples" / "strait.txt").read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], input=text, capture_output=True, check=True
    )
    found, seen = json.loads(done.stdout)
    assert found > 0
    assert seen == []


COLD_START = textwrap.dedent(
    """
    import hashlib, sys, threading
    import quotelib
    texts = sys.stdin.buffer.read().decode().split("\\0")
    extractor, results, barrier = quotelib.Extractor(), {}, threading.Barrier(16)

    def work(number):
        barrier.wait()
        order = texts[number % len(texts):] + texts[:number % len(texts)]
        found = {text: extractor.extract(text).to_json() for text in order}
        results[number] = "".join(found[text] for text in texts)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    alone = "".join(quotelib.Extractor().extract(text).to_json() for text in texts)
    print(len(results), {one == alone for one in results.values()})
    """
)


def test_sixteen_threads_at_the_first_text() -> None:
    """Sixteen threads that share an extractor, from before anything is loaded, give one's bytes."""
    articles = sorted((PROJECT / "examples").glob("*.txt"))
    done = subprocess.run(
        [sys.executable, "-c", COLD_START],
        input=b"\0".join(path.read_bytes() for path in articles),
        capture_output=True,
        check=True,
    )
    assert done.stdout.split() == [b"16", b"{True}"]


def test_learned_files_are_those_listed() -> None:
    """The parameter files have the checksums that were committed with them."""
    checksums = pytest.importorskip("training.checksums")
    assert checksums.LISTED.read_text(encoding="ascii") == checksums.checksums(), (
        "a parameter file changed: if on purpose, run  python -m training.checksums"
    )
