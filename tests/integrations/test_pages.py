"""The how-to pages of the integrations: every example is run, and gives what the page shows.

Each page is run in a process of its own, since Spark and others start threads and processes and warn
of each other; `docs/conftest.py` leaves these pages out.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
HOWTO = PROJECT / "docs" / "howto"

RUN = """
import doctest, sys
options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
failed, tried = doctest.testfile(sys.argv[1], module_relative=False, optionflags=options)
print("examples tried:", tried)
sys.exit(failed > 0)
"""

HAS_JAVA = bool(shutil.which("java") or os.environ.get("JAVA_HOME"))


@pytest.mark.parametrize(
    ("page", "packages"),
    [
        ("beyond-one-machine.md", ("pyspark", "dask", "pandas", "pyarrow")),
        ("other-libraries.md", ("spacy", "datasets", "sklearn")),
    ],
)
def test_page(page: str, packages: tuple[str, ...], tmp_path: Path) -> None:
    """What the page shows is what happens."""
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        pytest.skip(f"{page} needs {', '.join(missing)}")
    if "pyspark" in packages and not HAS_JAVA:
        pytest.skip("there is no Java on this machine, which Spark needs")
    paths = [str(PROJECT), os.environ.get("PYTHONPATH")]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    command = [sys.executable, "-c", RUN, str(HOWTO / page)]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.rpartition(":")[2]) > 10
