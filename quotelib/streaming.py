"""Many texts through one function: in order, a bounded number at a time, in one or more processes.

Memory holds only the batches in flight, so the texts may be an endless generator. A text that
fails gives its own error and costs no other text anything. Contexts stay in this process and need
not be picklable.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from quotelib.document import Document
from quotelib.errors import ParameterError, QuotelibError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.synchronize import Event

BATCH_SIZE = 64
"""Texts that go to a worker at once: enough that sending them costs little beside the work."""

_BATCH_CHARACTERS = 1_000_000
"""Where a batch ends early, so that long texts are spread over the workers and memory is bounded."""

_BATCHES_PER_WORKER = 3
"""Batches in flight for each worker: one at work, one waiting, one being read by the caller."""

OnError = Literal["raise", "skip", "return"]
Context = TypeVar("Context")
Extract = Callable[[str], Document]
Result = Document | Exception
Batch = list[tuple[str, Context]]


def stream(
    extract: Extract,
    pairs: Iterable[tuple[str, Context]],
    *,
    workers: int,
    batch_size: int,
    progress: bool,
    errors: OnError,
) -> Iterator[tuple[Result, Context]]:
    """``(result, context)`` for every ``(text, context)``, in order; options as `Extractor.pipe`'s.

    Raises:
        ParameterError: an option is outside its range (at the call, not at the first result).
    """
    if workers < 1 or batch_size < 1:
        raise ParameterError(
            f"workers and batch_size must be at least 1, not {workers} and {batch_size}"
        )
    if errors not in get_args(OnError):
        raise ParameterError(
            f"errors must be one of {', '.join(get_args(OnError))}, not {errors!r}"
        )
    results: Iterator[tuple[Result, Context]]
    if workers == 1:
        results = ((_attempt(extract, text), context) for text, context in pairs)
    else:
        results = _from_workers(extract, _batches(pairs, batch_size), workers)
    return _with_errors(_with_progress(results) if progress else results, errors)


def _attempt(extract: Extract, text: str) -> Result:
    try:
        return extract(text)
    except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to this text alone
        return error


def _with_errors(
    results: Iterator[tuple[Result, Context]], errors: OnError
) -> Iterator[tuple[Result, Context]]:
    for result, context in results:
        if isinstance(result, Document) or errors == "return":
            yield result, context
        elif errors == "raise":
            raise result


def _with_progress(results: Iterator[tuple[Result, Context]]) -> Iterator[tuple[Result, Context]]:
    from tqdm import tqdm

    yield from tqdm(results, unit="text")


def _batches(pairs: Iterable[tuple[str, Context]], size: int) -> Iterator[Batch[Context]]:
    batch: Batch[Context] = []
    characters = 0
    for text, context in pairs:
        batch.append((text, context))
        characters += _length(text)
        if len(batch) == size or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _length(text: object) -> int:
    """Characters of a text; what is no str fails later, as a text of its own."""
    return len(text) if isinstance(text, str) else 0


def _from_workers(
    extract: Extract, batches: Iterator[Batch[Context]], workers: int
) -> Iterator[tuple[Result, Context]]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    processes = get_context()
    stopping = processes.Event()
    in_flight: deque[tuple[Future[list[Result]], list[Context]]] = deque()
    pool = ProcessPoolExecutor(
        workers, mp_context=processes, initializer=_start_worker, initargs=(extract, stopping)
    )
    try:
        for batch in batches:
            texts = [text for text, _ in batch]
            in_flight.append((pool.submit(_work, texts), [context for _, context in batch]))
            if len(in_flight) >= workers * _BATCHES_PER_WORKER:
                yield from _finished(*in_flight.popleft())
        while in_flight:
            yield from _finished(*in_flight.popleft())
    finally:
        # After Ctrl-C, an error, or an end that the caller chose, no worker begins another text.
        stopping.set()
        pool.shutdown(cancel_futures=True)


def _finished(
    future: "Future[list[Result]]", contexts: list[Context]
) -> Iterator[tuple[Result, Context]]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        results = future.result()
    except BrokenProcessPool as error:
        raise QuotelibError(
            "a worker process died, perhaps for want of memory, or because a script that uses"
            " workers lacks its  if __name__ == '__main__':  guard; use fewer workers, or 1"
        ) from error
    yield from zip(results, contexts, strict=True)


_extract_in_worker: Extract
"""What this process does, if it is a worker: set once when it starts."""

_stopping: "Event"
"""Whether this worker's work is wanted no more; set likewise."""


def _start_worker(extract: Extract, stopping: "Event") -> None:
    import signal
    from threading import Thread

    global _extract_in_worker, _stopping
    _extract_in_worker, _stopping = extract, stopping
    # Ctrl-C reaches all processes of a terminal; this one is told to stop by the one that started it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this worker when the process that started it is gone: killed, it cannot say so itself."""
    import os
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(texts: list[str]) -> list[Result]:
    return [_attempt(_extract_in_worker, text) for text in texts if not _stopping.is_set()]
