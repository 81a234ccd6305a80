"""Who the sources of attributions are: `resolve` makes speakers of them."""

from quotelib.speakers.resolution import Resolution, resolve

__all__ = ["Resolution", "resolve"]
