"""What is done by saying it: speech-act frames and framing devices."""

from quotelib.rhetoric.frames import agents_of
from quotelib.rhetoric.lexicon import Lexicon
from quotelib.rhetoric.readings import Reading
from quotelib.rhetoric.survey import find_devices, find_frames, survey

__all__ = ["Lexicon", "Reading", "agents_of", "find_devices", "find_frames", "survey"]
