"""The notebooks of the documentation run, and what they say of their results holds.

The site's build runs them as notebooks; here they run as plain Python, which takes seconds and no Jupyter.
"""

import re
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
NOTEBOOKS = sorted(path for path in EXAMPLES.glob("*.md") if path.stem != "index")
CELL = re.compile(r"^```\{code-cell\} python\n(?::[^\n]*\n)*(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cell runs after those before it, and the last one's assertions hold."""
    pytest.importorskip("pandas")
    pytest.importorskip("matplotlib").use("agg")
    monkeypatch.chdir(path.parent)
    cells = CELL.findall(path.read_text(encoding="utf-8"))
    assert "assert" in cells[-1]
    names: dict[str, object] = {}
    for number, cell in enumerate(cells, 1):
        exec(compile(cell, f"{path.name}, cell {number}", "exec"), names)  # noqa: S102 - our own
