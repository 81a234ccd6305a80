"""The order of the floors: a module imports only from its own floor or from one below."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotelib

PACKAGE = Path(quotelib.__file__).parent

FLOORS = [
    {"package_data", "errors", "enumerations", "taxonomy", "records", "document"},
    {"learning"},
    {"text"},
    {"attribution"},
    {"speakers"},
    {"rhetoric"},
    {"assembly", "workers", "streaming", "extractor"},
    {"export", "integrations", "commands", "cli", "__main__", "report", "evaluation"},
]
"""Top-level names inside the package, lowest floor first."""

DOORS = {("document", "export"), ("records", "export")}
"""Floors that may be entered from below, but only inside a function: the export methods."""

ALLOWED_BY_EXPORT = FLOORS[0] | {"export"}
LIBRARIES = {"attrs", "click", "nltk", "regex", "tqdm"}
"""What the core may import at the top of a module; extras are imported inside functions."""

MODULES = sorted(PACKAGE.rglob("*.py"))
INNER = [path for path in MODULES if path != PACKAGE / "__init__.py"]


def module_id(path: Path) -> str:
    """The path inside the package."""
    return str(path.relative_to(PACKAGE))


def owner(path: Path) -> str:
    """The top-level name that a module belongs to: "text" for text/tokens.py."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def floor(name: str) -> int:
    """The number of the floor that a top-level name stands on."""
    return next(level for level, names in enumerate(FLOORS) if name in names)


def is_type_checking(node: ast.AST) -> bool:
    """Whether the node is a block that only type checkers read."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in {
        "TYPE_CHECKING",
        "typing.TYPE_CHECKING",
    }


def imports(node: ast.AST, *, late: bool = False) -> Iterator[tuple[str, bool]]:
    """The dotted modules imported under `node`, and whether only late (in a function) or for types."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, late) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute"
            yield from ((f"{child.module}.{alias.name}", late) for alias in child.names)
        else:
            is_late = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) or is_type_checking(
                child
            )
            yield from imports(child, late=late or is_late)


def imports_of(path: Path) -> Iterator[tuple[str, bool]]:
    """The imports of a module."""
    yield from imports(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", INNER, ids=module_id)
def test_imports_go_down(path: Path) -> None:
    """No module knows a floor above its own, but for the doors, which open late."""
    importer = owner(path)
    for name, late in imports_of(path):
        root, _, rest = name.partition(".")
        imported = rest.partition(".")[0]
        if root != "quotelib" or (late and (importer, imported) in DOORS):
            continue
        if not any(imported in names for names in FLOORS):
            # A public name from the package itself: only the topmost floor is a user of it.
            assert floor(importer) == len(FLOORS) - 1, f"import {name} from where it is defined"
            continue
        assert floor(imported) <= floor(importer), f"{importer} must not import {name}"
        if importer == "export":
            assert imported in ALLOWED_BY_EXPORT, "export needs only the records"


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_extras_load_late(path: Path) -> None:
    """At the top of a module stand only the standard library, the core libraries, and our own."""
    for name, late in imports_of(path):
        root = name.partition(".")[0]
        allowed = {"quotelib", *LIBRARIES, *sys.stdlib_module_names}
        assert late or root in allowed or owner(path) == "integrations"


@pytest.mark.parametrize("path", MODULES, ids=module_id)
def test_modules_stay_readable(path: Path) -> None:
    """No module grows past what a reader can hold."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450


def test_import_loads_nothing_heavy() -> None:
    """``import quotelib`` brings the records, and no stage, no library but attrs, no data."""
    script = "import quotelib, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"nltk", "click", "tqdm", "regex", "json", "multiprocessing", "concurrent.futures"}
    stages = {f"quotelib.{name}" for names in FLOORS[1:] for name in names}
    assert not (heavy | stages) & set(loaded)


def test_public_names() -> None:
    """Everything in ``__all__`` is there, also what loads at first use."""
    for name in quotelib.__all__:
        assert getattr(quotelib, name).__module__.startswith("quotelib")
    with pytest.raises(AttributeError, match="no attribute 'extracts'"):
        quotelib.extracts  # type: ignore[attr-defined]  # noqa: B018
