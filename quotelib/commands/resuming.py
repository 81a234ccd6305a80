"""Going on with an interrupted run: what its output, a file of JSON Lines, holds is not done again.

Lines are written whole, in the order of the inputs. A run that was killed leaves a prefix of the
lines that an undisturbed run writes, perhaps with the beginning of one more, which is cut off here;
what is missing is then appended.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from quotelib.commands.inputs import Item
from quotelib.errors import InputError, QuotelibError
from quotelib.export.contexts import IDENTIFIER

_START = f'{{"{IDENTIFIER}": '
"""How every line that the command writes begins; after it comes the identifier, as JSON."""


def left_to_do(
    items: Iterable[Item | QuotelibError], output: Path, passed_over: Callable[[], None]
) -> Iterator[Item | QuotelibError]:
    """The items that `output` has no line for, in order.

    Items that failed have none: they are tried again. Where several items have one identifier, as
    many are done as there are lines.

    Args:
        items: All items.
        output: The file that the interrupted run wrote; it need not be there.
        passed_over: Called for every item that is left out.

    Raises:
        InputError: the file cannot be read, or was not written by the command.
    """
    done = recovered(output)
    for item in items:
        if isinstance(item, Item) and done[item.identifier]:
            done[item.identifier] -= 1
            passed_over()
        else:
            yield item


def recovered(output: Path) -> Counter[str]:
    """How many whole lines each identifier has; what follows the last whole line is cut off.

    Raises:
        InputError: the file cannot be read, or was not written by the command.
    """
    done: Counter[str] = Counter()
    if not output.exists():
        return done
    whole = 0
    try:
        with output.open("r+b") as file:
            for number, line in enumerate(file, 1):
                if not line.endswith(b"\n"):
                    _check_beginning(line, f"{output}:{number}")
                    break
                done[_identifier(line, f"{output}:{number}")] += 1
                whole += len(line)
            file.truncate(whole)
    except OSError as error:
        if isinstance(error, InputError):
            raise
        cause = (error.strerror or str(error)).lower()
        raise InputError(f"{output}: cannot be gone on with: {cause}") from error
    return done


def _check_beginning(line: bytes, place: str) -> None:
    """Raise `InputError` unless a line of ours could begin so."""
    start = _START.encode()
    if line[: len(start)] != start[: len(line)]:
        raise _foreign(place)


def _identifier(line: bytes, place: str) -> str:
    before, start, rest = line.decode("utf-8", "replace").partition(_START)
    try:
        # Only the identifier is parsed, not the document behind it.
        identifier, _ = json.JSONDecoder().raw_decode(rest if start and not before else "")
    except ValueError as error:
        raise _foreign(place) from error
    return str(identifier)


def _foreign(place: str) -> InputError:
    return InputError(
        f"{place}: not a line that quotelib extract wrote: --resume goes on only with its own"
        " output; name another file"
    )
