"""Python's cyclic garbage collector, and when it has nothing to do here."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keep the collector from starting by itself, where many objects are made that form no cycles.

    It would walk over all objects of the models each time that these have grown by a quarter, which took a
    tenth of the time of reading new texts; what is no longer used is freed without it. It goes on afterwards
    if it was on before.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
