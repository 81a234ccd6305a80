"""What is done by saying it: speech-act frames and framing devices."""

from quotelib.rhetoric.devices import find_devices
from quotelib.rhetoric.frames import find_frames
from quotelib.rhetoric.lexicon import Lexicon

__all__ = ["Lexicon", "find_devices", "find_frames"]
