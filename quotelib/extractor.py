"""From a text to a `Document`: the stages in their order, and the two ways to run them.

Each stage reads what the earlier ones found and adds its own, as plain values in token space;
`assembly` turns these into records at the end. Nothing is kept from one text to the next.
"""

from collections.abc import Iterable, Iterator, Sized
from functools import cache
from typing import Literal, TypeVar, cast, overload

import attrs

from quotelib.assembly import Findings, assemble, confident
from quotelib.attribution import CueLexicon, attribute
from quotelib.document import Document
from quotelib.errors import ParameterError, TextTypeError
from quotelib.learning.collection import collection_paused
from quotelib.rhetoric import Lexicon, Reading, agents_of, survey
from quotelib.speakers import resolve
from quotelib.streaming import BATCH_SIZE, OnError, stream
from quotelib.text import analyse
from quotelib.text.spans import Spans

Context = TypeVar("Context")


@attrs.frozen(kw_only=True)
class Extractor:
    """Finds quotations, their speakers, and what is done by them; immutable and thread-safe.

    Attributes:
        speakers: Whether to resolve sources to speakers.
        frames: Whether to find the acts.
        devices: Whether to find the devices of framing.
        cues: Words that report speech beside those that the model has learned.
        lexicon: Which words name which acts and make which devices.
        minimum_confidence: Leave out quotations, frames and devices below it (0 to 1).
    """

    speakers: bool = True
    frames: bool = True
    devices: bool = True
    cues: CueLexicon = attrs.field(factory=CueLexicon)
    lexicon: Lexicon = attrs.field(factory=Lexicon.default, repr=False)
    minimum_confidence: float = 0.0

    def __attrs_post_init__(self) -> None:
        if not 0.0 <= self.minimum_confidence <= 1.0:
            raise ParameterError(
                f"minimum_confidence must be between 0 and 1, not {self.minimum_confidence!r}"
            )

    def extract(self, text: str) -> Document:
        """Everything found in `text`; an empty document where there is nothing.

        Raises:
            TextTypeError: `text` is not a str.
        """
        if not isinstance(text, str):
            raise TextTypeError.of(text)
        with collection_paused():
            return self._extract(text)

    def _extract(self, text: str) -> Document:
        """The document of what the stages find; nearly all that they needed to find it is gone by then."""
        return assemble(self._find(text))

    def _find(self, text: str) -> Findings:
        """The stages, in their order."""
        least = self.minimum_confidence
        analysis = analyse(text)
        attributions = confident(attribute(analysis, self.cues), least)
        # What acts are read in is gone before speakers are resolved: each of the two takes much room.
        frames, devices = survey(
            Reading(analysis, attributions, self.lexicon), frames=self.frames, devices=self.devices
        )
        frames = [frame for frame in frames if frame.confidence >= least]
        # Names and mentions are read for whoever said or did something: without any of these for nobody.
        is_asked = self.speakers and (attributions or frames)
        resolution = resolve(analysis, attributions) if is_asked else None
        agents = agents_of(frames, resolution)
        return Findings(
            attributions,
            resolution.speakers if resolution else (),
            resolution.of if resolution else [None] * len(attributions),
            frames,
            agents,
            [device for device in devices if device.confidence >= least],
            resolution.spans if resolution else Spans(analysis),
        )

    # Overloads: a pair in gives a pair out, and only errors="return" gives errors out.
    @overload
    def pipe(
        self,
        texts: Iterable[str],
        *,
        workers: int = ...,
        batch_size: int = ...,
        progress: bool = ...,
        as_tuples: Literal[False] = ...,
        errors: Literal["raise", "skip"] = ...,
    ) -> Iterator[Document]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[tuple[str, Context]],
        *,
        workers: int = ...,
        batch_size: int = ...,
        progress: bool = ...,
        as_tuples: Literal[True],
        errors: Literal["raise", "skip"] = ...,
    ) -> Iterator[tuple[Document, Context]]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[str],
        *,
        workers: int = ...,
        batch_size: int = ...,
        progress: bool = ...,
        as_tuples: Literal[False] = ...,
        errors: Literal["return"],
    ) -> Iterator[Document | Exception]: ...
    @overload
    def pipe(
        self,
        texts: Iterable[tuple[str, Context]],
        *,
        workers: int = ...,
        batch_size: int = ...,
        progress: bool = ...,
        as_tuples: Literal[True],
        errors: Literal["return"],
    ) -> Iterator[tuple[Document | Exception, Context]]: ...
    def pipe(
        self,
        texts: Iterable[str] | Iterable[tuple[str, Context]],
        *,
        workers: int = 1,
        batch_size: int = BATCH_SIZE,
        progress: bool = False,
        as_tuples: bool = False,
        errors: OnError = "raise",
    ) -> Iterator[object]:
        """The documents of many texts, in their order, as they come.

        Args:
            texts: The texts; with `as_tuples`, pairs of a text and any context.
            workers: Processes to work in; 1 is this process.
            batch_size: Most texts that go to a worker at once.
            progress: Whether to show a progress bar on standard error.
            as_tuples: Take ``(text, context)`` and give ``(document, context)``.
            errors: What a text that fails does: "raise" its error, "skip" it, or "return" its error
                in the document's place.

        Raises:
            ParameterError: an option is outside its range.
            TextTypeError: `texts` is one str, or (with ``errors="raise"``) holds something else.
        """
        if isinstance(texts, str):
            raise TextTypeError(
                "pipe() takes many texts: use extract() for one, or put it in a list"
            )
        pairs = cast(
            "Iterable[tuple[str, object]]",
            texts if as_tuples else ((text, None) for text in texts),
        )
        results = stream(
            self.extract,
            pairs,
            workers=workers,
            batch_size=batch_size,
            progress=progress,
            errors=errors,
            total=len(texts) if isinstance(texts, Sized) else None,
        )
        return results if as_tuples else (document for document, _ in results)


@cache
def _default_extractor() -> Extractor:
    return Extractor()


def extract(text: str) -> Document:
    """Everything found in `text`, by one shared `Extractor` with default options.

    Raises:
        TextTypeError: `text` is not a str.
    """
    return _default_extractor().extract(text)
