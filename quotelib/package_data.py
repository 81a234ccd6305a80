"""The data files that come with the package, wherever it is installed.

They are read through the loader that the package itself came by, from a folder or an archive: ``importlib.resources``
would do the same, but importing it takes as long as reading all the lexicons.
"""

import json
import pkgutil
from typing import Any


def read_bytes(name: str) -> bytes:
    """Give the content of a file of the package's ``data`` folder, by its path there, with forward slashes.

    Raises:
        OSError: It is not there.
    """
    content = pkgutil.get_data("quotelib", f"data/{name}")
    if content is None:
        raise OSError(f"the loader of quotelib gives no data: {name}")
    return content


def read_text(name: str) -> str:
    """Give the text of such a file."""
    return read_bytes(name).decode("utf-8")


def read_json(name: str) -> Any:
    """Give what such a file holds, as plain data."""
    return json.loads(read_bytes(name))
