"""The SHA-256 sums of the learned files, which the build compares: no file may change unnoticed.

python -m training.checksums        # after a training: write training/parameters.sha256
sha256sum --check training/parameters.sha256
"""

import hashlib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LISTED = PROJECT / "training" / "parameters.sha256"


def checksums() -> str:
    """The list, one line a file, in the form that ``sha256sum --check`` reads."""
    files = sorted((PROJECT / "quotelib" / "data").rglob("*.params"))
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(PROJECT).as_posix()}\n"
        for path in files
    )


if __name__ == "__main__":
    LISTED.write_text(checksums(), encoding="ascii")
