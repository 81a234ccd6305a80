"""Write the page of the tables' columns from the one schema: docs/reference/tables.md.

python docs/generate_tables.py            writes the page
python docs/generate_tables.py --check    fails if it is out of date
"""

import argparse
import sys
from pathlib import Path

from quotelib.export.columns import TABLES

PAGE = Path(__file__).parent / "reference" / "tables.md"
INTRODUCTION = """# Tables

`Document.to_rows(table)` and `to_dataframe(table)` give one of these tables. Names, order and types are
part of the public interface (`quotelib.export.columns.TABLES`): a new column comes at the end, and is listed in the changelog. Several spans
stand in one cell as `start:end start:end`, several strings joined by `; `. Offsets count code points of the
text, the end excluded. This page is written from the schema by `docs/generate_tables.py`.
"""


def page() -> str:
    """The page as the schema has it."""
    lines = [INTRODUCTION]
    for name, columns in TABLES.items():
        lines += [f"## {name}", "", "| column | type | may be null | meaning |"]
        lines += ["| --- | --- | --- | --- |"]
        lines += [
            f"| `{column.name}` | {column.type} | {'yes' if column.nullable else ''}"
            f" | {column.description} |"
            for column in columns
        ]
        lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the page, or compare it with the one that is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page():
        return
    if check:
        sys.exit(f"out of date: {PAGE.name}")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
