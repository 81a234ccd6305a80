"""Many texts through one function: in order, a bounded number at a time, in one or more processes.

Memory holds only the batches in flight, so the texts may be an endless generator. A text that
fails gives its own error and costs no other text anything. Contexts stay in this process and need
not be picklable.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, get_args

import attrs

from quotelib.document import Document
from quotelib.errors import ParameterError, TextTypeError

if TYPE_CHECKING:
    from quotelib.workers import Workers

BATCH_SIZE = 64
"""Texts that go to a worker at once: enough that sending them costs little beside the work."""

_BATCH_CHARACTERS = 100_000
"""Where a batch ends early, so that long texts are spread over the workers and memory is bounded;
about a second of work."""

_BATCHES_PER_WORKER = 3
"""Batches in flight for each worker: one at work, others finished but not yet their turn."""

OnError = Literal["raise", "skip", "return"]
Context = TypeVar("Context")
Extract = Callable[[str], Document]
Result = Document | Exception


def stream(
    extract: Extract,
    pairs: Iterable[tuple[str, Context]],
    *,
    workers: int,
    batch_size: int,
    progress: bool,
    errors: OnError,
    total: int | None = None,
) -> Iterator[tuple[Result, Context]]:
    """``(result, context)`` for every ``(text, context)``, in order; options as `Extractor.pipe`'s.

    `total` is how many there are, if that is known: it is shown with the progress.

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
    return _with_errors(_with_progress(results, total) if progress else results, errors)


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


def _with_progress(
    results: Iterator[tuple[Result, Context]], total: int | None
) -> Iterator[tuple[Result, Context]]:
    from tqdm import tqdm

    yield from tqdm(results, total=total, unit="text")


@attrs.define(eq=False)
class _Batch(Generic[Context]):
    """Texts that go to a worker together.

    ``contexts`` and ``errors`` are those of all texts, in order; ``texts`` are those that have no
    error yet. What is no str is not sent anywhere: it may be something that cannot be.
    """

    texts: list[str] = attrs.Factory(list)
    contexts: list[Context] = attrs.Factory(list)
    errors: list[Exception | None] = attrs.Factory(list)
    characters: int = 0

    def add(self, text: object, context: Context) -> None:
        """Add a text, or what was given for one."""
        self.contexts.append(context)
        if isinstance(text, str):
            self.errors.append(None)
            self.texts.append(str(text))
            self.characters += len(text)
        else:
            self.errors.append(TextTypeError.of(text))

    def with_contexts(self, results: Iterable[Result]) -> Iterator[tuple[Result, Context]]:
        """The result of every text with its context; `results` are those of ``texts``."""
        coming = iter(results)
        for error, context in zip(self.errors, self.contexts, strict=True):
            yield next(coming) if error is None else error, context


def _batches(pairs: Iterable[tuple[str, Context]], size: int) -> Iterator[_Batch[Context]]:
    """The texts in batches; an error of the source itself comes after all that came before it."""
    batch: _Batch[Context] = _Batch()
    try:
        for text, context in pairs:
            batch.add(text, context)
            if len(batch.contexts) == size or batch.characters >= _BATCH_CHARACTERS:
                yield batch
                batch = _Batch()
    except Exception:
        if batch.contexts:
            yield batch
        raise
    if batch.contexts:
        yield batch


def _from_workers(
    extract: Extract, batches: Iterator[_Batch[Context]], workers: int
) -> Iterator[tuple[Result, Context]]:
    from quotelib.workers import Workers

    pool = Workers(extract, workers)
    try:
        yield from _Flight(pool, batches, workers * _BATCHES_PER_WORKER).results()
    finally:
        pool.close()


class _Flight(Generic[Context]):
    """The batches in flight: given to workers as these have room, taken back in order."""

    def __init__(self, pool: "Workers", batches: Iterator[_Batch[Context]], most: int) -> None:
        self._pool = pool
        self._batches = batches
        self._most = most
        self._waiting: deque[_Batch[Context]] = deque()
        self._turn = 0
        """Number of the batch that is given back next, the first of ``_waiting``."""
        self._done: dict[int, list[Result]] = {}
        self._is_over = False
        self._failure: Exception | None = None

    def results(self) -> Iterator[tuple[Result, Context]]:
        """The results of all texts in order; then the error of the source, if it had one."""
        self._feed()
        while self._waiting:
            while self._turn not in self._done:
                self._done.update(self._pool.finished(block=True))
                self._feed()
            batch, results = self._waiting[0], self._done.pop(self._turn)
            for result in batch.with_contexts(results):
                yield result
                # While the caller works on one document, workers run out of work.
                self._done.update(self._pool.finished(block=False))
                self._feed()
            self._waiting.popleft()
            self._turn += 1
            self._feed()
        if self._failure is not None:
            raise self._failure

    def _feed(self) -> None:
        """Give batches to workers until all have one, or enough are in flight."""
        while not self._is_over and len(self._waiting) < self._most and self._pool.has_room():
            try:
                batch = next(self._batches, None)
            except Exception as error:  # noqa: BLE001 - raised in its turn
                self._failure = error
                batch = None
            if batch is None:
                self._is_over = True
                return
            self._pool.submit(self._turn + len(self._waiting), batch.texts)
            self._waiting.append(batch)
