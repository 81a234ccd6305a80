"""A text as the finders of frames and of devices read it: made once, shared by both.

What costs something (chunks, the senses of triggers) is worked out sentence by sentence, when first
asked for, and kept as long as the sentence's reading is.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

from quotelib.attribution.attributions import Attribution
from quotelib.rhetoric.explicit import sense
from quotelib.rhetoric.findings import Found
from quotelib.rhetoric.headlines import read_headlines
from quotelib.rhetoric.lexicon import Lexicon
from quotelib.rhetoric.mistags import read_mistagged
from quotelib.rhetoric.sentences import Sentence, stretches
from quotelib.rhetoric.triggers import Candidate, candidates
from quotelib.rhetoric.voices import Voices
from quotelib.text.analysis import Analysis, TokenRange


class Reading:
    """A text, its attributions and a lexicon, read for acts.

    Attributes:
        analysis: The text's, with verbs tagged as such that the tagger took for nouns.
        lowers: Its forms in lower case.
    """

    def __init__(
        self, analysis: Analysis, attributions: Sequence[Attribution], lexicon: Lexicon | None
    ) -> None:
        lexicon = Lexicon.default() if lexicon is None else lexicon
        lower_of = {form: form.lower() for form in set(analysis.forms)}
        lowers = list(map(lower_of.__getitem__, analysis.forms))
        self.lowers = lowers
        analysis = read_headlines(analysis, lowers, lexicon.acts)
        self.analysis = analysis = read_mistagged(analysis, lowers, lexicon.verbs)
        self.attributions = attributions
        self.voices = Voices(attributions)
        self._lexicon = lexicon

    def sentences(self) -> "Iterator[SentenceReading]":
        """Fresh readings of the sentences in order, overlong ones cut; none is kept here."""
        for bounds in stretches(self.analysis.sentences):
            yield SentenceReading(self.analysis, self.lowers, bounds, self._lexicon)


class SentenceReading:
    """One sentence: its chunks, what may name an act in it, and what does."""

    def __init__(
        self, analysis: Analysis, lowers: list[str], bounds: TokenRange, lexicon: Lexicon
    ) -> None:
        self.analysis = analysis
        self.lowers = lowers
        self.bounds = bounds
        self.lexicon = lexicon
        self._senses: dict[int, Found | int | None] = {}

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence in chunks."""
        return Sentence.of(self.analysis, self.lowers, self.bounds)

    @cached_property
    def candidates(self) -> dict[int, list[Candidate]]:
        """What may name an act, by first token, in text order."""
        made: dict[int, list[Candidate]] = {}
        for one in candidates(self.lowers, self.analysis.tags, self.bounds, self.lexicon.acts):
            made.setdefault(one[0], []).append(one)
        return made

    @cached_property
    def named(self) -> list[Found]:
        """The acts that words of the sentence name, in text order; their triggers do not overlap."""
        frames: list[Found] = []
        past = -1
        for start in self.candidates:
            if start < past:
                continue
            made = self._sense(start)
            if isinstance(made, Found):
                frames.append(made)
                past = made.trigger[1]
            elif made is not None:
                past = made
        return frames

    def act(self, token: int) -> Found | None:
        """The act that the word at `token` names by itself, if any."""
        if token not in self.candidates:
            return None
        found = self._sense(token)
        return found if isinstance(found, Found) else None

    def _sense(self, token: int) -> Found | int | None:
        if token not in self._senses:
            self._senses[token] = sense(self.sentence, self.candidates[token])
        return self._senses[token]
