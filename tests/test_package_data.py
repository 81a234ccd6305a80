"""Data files are found wherever the package is."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import quotelib
from quotelib.package_data import read_bytes, read_json

PACKAGE = Path(quotelib.__file__).parent


def test_files_are_read_by_their_path() -> None:
    """A name is the path inside the data folder."""
    assert read_bytes("taxonomy.json") == (PACKAGE / "data" / "taxonomy.json").read_bytes()
    assert "acts" in read_json("taxonomy.json")


def test_a_missing_file_is_an_error_of_the_system() -> None:
    """Readers turn it into what it means for the user."""
    with pytest.raises(OSError, match="nothing"):
        read_bytes("nothing.json")


def test_the_package_works_from_an_archive(tmp_path: Path) -> None:
    """Everything is read through the loader, so that a zip file will do."""
    archive = tmp_path / "library.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in PACKAGE.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                zipped.write(path, path.relative_to(PACKAGE.parent))
    script = (
        f"import sys; sys.path.insert(0, {str(archive)!r}); import quotelib;"
        "print(quotelib.__file__.startswith(sys.path[0]), quotelib.extract('“No,” she said.')[0].source)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.split() == ["True", "she"]
