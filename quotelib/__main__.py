"""``python -m quotelib`` is the command ``quotelib``."""

from quotelib.cli import main

if __name__ == "__main__":
    main(prog_name="quotelib")
