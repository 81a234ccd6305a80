"""A run over many texts: progress, what failed, and the sum at the end."""

import sys
from collections.abc import Iterable, Iterator

from quotelib.commands.inputs import Item
from quotelib.document import Document
from quotelib.errors import InputError, QuotelibError
from quotelib.export.contexts import IDENTIFIER, Context, Pair

NAMES_IN_THE_SUM = 20
"""How many of the failed inputs are named again at the end; each was named when it failed."""


class Run:
    """Reads items, extracts, and keeps count; errors go to standard error, one line each."""

    def __init__(
        self,
        *,
        jobs: int,
        minimum_confidence: float,
        progress: bool | None,
        total: int | None,
        is_among_results: bool = False,
    ) -> None:
        """Prepare a run.

        Args:
            jobs: Processes to work in.
            minimum_confidence: What is less certain is left out.
            progress: Whether to show it; None means if standard error is a terminal.
            total: How many items there are, if that is known.
            is_among_results: Whether the terminal gets the results too: progress then stands below
                them, and goes away at the end.
        """
        from tqdm import tqdm

        self._jobs = jobs
        self._minimum_confidence = minimum_confidence
        self._failed: list[str] = []
        self._done = 0
        self._done_before = 0
        self._ended = False
        self._is_among_results = is_among_results
        self._bar = tqdm(
            total=total,
            unit="text",
            disable=None if progress is None else not progress,
            leave=not is_among_results,
        )

    def documents(self, items: Iterable[Item | QuotelibError]) -> Iterator[Pair]:
        """The documents of the items that could be read, in order, with their contexts."""
        from quotelib.extractor import Extractor

        extractor = Extractor(minimum_confidence=self._minimum_confidence)
        results = extractor.pipe(
            self._texts(items), as_tuples=True, workers=self._jobs, errors="return"
        )
        for result, context in results:
            if isinstance(result, Document):
                self._done += 1
                self._bar.update()
                yield from self._shown(result, context)
            else:
                identifier = str(context[IDENTIFIER])
                self._fail(identifier, f"{identifier}: {type(result).__name__}: {result}")

    def _shown(self, document: Document, context: Context) -> Iterator[Pair]:
        """The pair, with the bar out of the way while it is written."""
        if not self._is_among_results:
            yield document, context
            return
        self._bar.clear()
        yield document, context
        sys.stdout.flush()
        self._bar.refresh()

    def read(self, paths: Iterable[str | InputError]) -> Iterator[Pair]:
        """The documents of files that were written before, with their contexts."""
        from quotelib.export.jsonl import read_jsonl

        for path in paths:
            if isinstance(path, InputError):
                self._fail(str(path).partition(": ")[0], str(path))
                continue
            try:
                for pair in read_jsonl(path):
                    self._done += 1
                    self._bar.update()
                    yield pair
            except InputError as error:
                self._fail(path, str(error))

    def pass_over(self) -> None:
        """Count an item that an earlier run has done."""
        self._done_before += 1
        self._bar.update()

    def fail_at_all(self, message: str) -> None:
        """Say what ended the run."""
        self._ended = True
        self._say(message)

    def finish(self) -> int:
        """Say what failed, if anything did; gives the exit code."""
        self._bar.close()
        total = self._done + self._done_before + len(self._failed)
        if self._failed and total > 1:
            names = ", ".join(self._failed[:NAMES_IN_THE_SUM])
            more = len(self._failed) - NAMES_IN_THE_SUM
            rest = f" and {more:,} more" if more > 0 else ""
            self._say(f"{len(self._failed):,} of {total:,} inputs failed: {names}{rest}")
        return 1 if self._failed or self._ended else 0

    def _texts(self, items: Iterable[Item | QuotelibError]) -> Iterator[tuple[str, Context]]:
        for item in items:
            if isinstance(item, Item):
                try:
                    text = item.read()
                except InputError as error:
                    self._fail(item.identifier, str(error))
                else:
                    yield text, item.context
            else:
                message = str(item)
                self._fail(message.partition(": ")[0], message)

    def _fail(self, identifier: str, message: str) -> None:
        self._failed.append(identifier)
        self._bar.update()
        self._say(message)

    def _say(self, message: str) -> None:
        from quotelib.export.text import printable

        # Above the bar, if there is one; a name may hold what a terminal would obey.
        self._bar.write(printable(f"quotelib: {message}"), file=sys.stderr)
