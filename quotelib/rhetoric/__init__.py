"""What is done by saying it: speech-act frames and framing devices."""

from quotelib.rhetoric.devices import devices_in, find_devices
from quotelib.rhetoric.frames import find_frames, frames_in
from quotelib.rhetoric.lexicon import Lexicon
from quotelib.rhetoric.readings import Reading

__all__ = ["Lexicon", "Reading", "devices_in", "find_devices", "find_frames", "frames_in"]
