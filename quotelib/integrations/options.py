"""An extractor's options as plain data, for configuration files that others keep."""

from collections.abc import Mapping, Sequence

from quotelib.attribution import CueLexicon
from quotelib.extractor import Extractor
from quotelib.rhetoric import Lexicon


def extractor_from(
    *,
    speakers: bool = True,
    frames: bool = True,
    devices: bool = True,
    minimum_confidence: float = 0.0,
    cues: Mapping[str, str] | None = None,
    entries: Sequence[Mapping[str, object]] = (),
    without: Sequence[str] = (),
) -> Extractor:
    """The extractor with these options.

    Args:
        speakers: Whether to resolve sources to speakers.
        frames: Whether to find the acts.
        devices: Whether to find the devices of framing.
        minimum_confidence: Leave out what is less sure (0 to 1).
        cues: Added words that report speech, each with the known cue that it is read like.
        entries: Added entries of the rhetoric lexicon, in their plain form.
        without: Ids of entries of the bundled lexicon to leave out.

    Raises:
        ParameterError: the confidence is outside its range.
        LexiconError: a cue or an entry is malformed, or there is no entry of this id.
    """
    cue_lexicon = CueLexicon()
    for lemma, like in (cues or {}).items():
        cue_lexicon = cue_lexicon.add(lemma, like=like)
    lexicon = Lexicon.default()
    for name in without:
        lexicon = lexicon.remove(name)
    for entry in reversed(entries):
        lexicon = lexicon.add(entry)
    return Extractor(
        speakers=speakers,
        frames=frames,
        devices=devices,
        minimum_confidence=minimum_confidence,
        cues=cue_lexicon,
        lexicon=lexicon,
    )
