"""Processes that read texts: each has one batch at a time, and a pipe of its own to this process.

Processes are spawned, not forked, on every system: a fork would copy locks that threads of this
process hold. They do not run the main script again, so that it needs no guard. Each loads the models once. They leave Ctrl-C to this process, which ends them, and end by
themselves when this process is gone.

Why not `concurrent.futures`: ending its processes in the middle of a batch takes its private parts
(until Python 3.14), and it tells neither which worker died nor of what.
"""

import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

import attrs

from quotelib.document import Document
from quotelib.errors import ParameterError, QuotelibError

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

    Pipe = Connection[Any, Any]
    """Texts go in, results with traces come out; a worker's end is the other way round."""

Extract = Callable[[str], Document]
Result = Document | Exception

_PATIENCE = 5.0
"""Seconds that an ended process has to be gone before it is killed."""
_OWN_MODULES = frozenset(("builtins", "quotelib.errors"))
"""Where errors are defined that can be sent between processes as they are."""


@attrs.define(eq=False)
class _Worker:
    process: "SpawnProcess"
    pipe: "Pipe"
    batch: int | None = None
    """Number of the batch that it reads."""


class Workers:
    """At most `count` processes that run `extract`; started when there is work for them.

    Raises:
        ParameterError: this process may not start others.
    """

    def __init__(self, extract: Extract, count: int) -> None:
        if current_process().daemon:
            raise ParameterError(
                "this is a daemonic worker process, which may start no others: use workers=1 here"
            )
        self._extract = extract
        self._count = count
        self._workers: list[_Worker] = []

    def has_room(self) -> bool:
        """Whether a batch can be submitted now."""
        return len(self._workers) < self._count or any(one.batch is None for one in self._workers)

    def submit(self, batch: int, texts: Sequence[str]) -> None:
        """Give the texts of a batch to a process that has none; `batch` is a number of your own."""
        worker = next((one for one in self._workers if one.batch is None), None)
        try:
            if worker is None:
                worker = self._start()
            worker.batch = batch
            worker.pipe.send(texts)
        except OSError as error:
            raise _death(worker or self._workers[-1]) from error

    def finished(self, *, block: bool) -> Iterator[tuple[int, list[Result]]]:
        """The batches that are finished, as numbers and results; with `block` one at least.

        Raises:
            QuotelibError: a process died.
        """
        busy = [one for one in self._workers if one.batch is not None]
        ready = wait([one.pipe for one in busy], None if block else 0)
        for worker in busy:
            if worker.pipe not in ready or worker.batch is None:
                continue
            try:
                results = worker.pipe.recv()
            except (EOFError, OSError) as error:
                raise _death(worker) from error
            batch, worker.batch = worker.batch, None
            yield batch, [_with_cause(*one) for one in results]

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in self._workers:
            worker.process.terminate()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()

    def _start(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs,), name="quotelib worker", daemon=True)
        with _main_hidden(unless=_module_of(self._extract) == "__main__"):
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        # Not as an argument: a process that dies early would never take what a pipe cannot hold.
        ours.send(self._extract)
        return worker


def _module_of(extract: Extract) -> str:
    """Where the class of the extractor is defined whose method `extract` is."""
    return type(getattr(extract, "__self__", extract)).__module__


@contextmanager
def _main_hidden(*, unless: bool) -> Iterator[None]:
    """Keep a process that is started from running this one's main script again.

    It needs nothing of it, and a script without a guard would start processes without end; one
    that came from standard input could not even be found.
    """
    main = sys.modules["__main__"]
    kept = {} if unless else {name: vars(main).get(name) for name in ("__file__", "__spec__")}
    try:
        for name in kept:
            setattr(main, name, None)
        yield
    finally:
        vars(main).update(kept)


def _death(worker: _Worker) -> QuotelibError:
    """The error for a process that is gone, with what is known of why."""
    worker.process.join(_PATIENCE)
    code = worker.process.exitcode
    how = f"by signal {-code}" if code is not None and code < 0 else f"with exit code {code}"
    return QuotelibError(
        f"a worker process died {how}: killed, perhaps for want of memory (use fewer workers),"
        " or never started, because a script that defines an extractor of its own lacks its"
        "  if __name__ == '__main__':  guard"
    )


def _with_cause(result: Result, trace: str) -> Result:
    """A result as it came; an error with the trace of the worker as its cause."""
    if isinstance(result, Exception):
        result.__cause__ = QuotelibError(f"in a worker process:\n{trace}")
    return result


def _work(pipe: "Pipe") -> None:
    """What a worker process does until there is nobody to work for."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        extract: Extract = pipe.recv()
        while True:
            pipe.send([_attempt(extract, text) for text in pipe.recv()])


def _attempt(extract: Extract, text: str) -> tuple[Result, str]:
    """The document, or the error with its trace, in a form that can be sent."""
    try:
        return extract(text), ""
    except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to this text alone
        trace = "".join(traceback.format_exception(error))
        if type(error).__module__ in _OWN_MODULES:
            return error, trace
        return QuotelibError(f"{type(error).__name__}: {error}"), trace
