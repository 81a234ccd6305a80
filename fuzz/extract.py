"""Fuzz extraction: any str in, a valid document out, within a time linear in its length.

    pip install atheris
    python fuzz/extract.py -max_total_time=1800 [FOLDER OF FINDINGS SO FAR]

Coverage-guided (libFuzzer through atheris). The bytes that the fuzzer makes choose pieces: words and
marks of reporting, any characters, repetitions of what is there already. All options are
libFuzzer's. A finding is printed as the text itself, to be kept in ``tests/cases/any_text.jsonl``.
"""

import json
import sys
import time
from pathlib import Path

import atheris

PROJECT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

with atheris.instrument_imports(include=["quotelib"]):
    import quotelib
    from quotelib import extractor  # the stages load at the first text; here they load instrumented

from invariant import checked  # noqa: E402 - not instrumented

LONGEST = 4_000
"""Characters of the longest text tried."""
SECONDS, SECONDS_A_CHARACTER = 2.0, 0.004
"""What reading a text may take, instrumented: some twenty times what it takes as a rule."""

PIECES = (
    *"\"'“”‘’«»„`—–-.,:;!?()[]/@#&$%*_~+=<>|\\\t\n\0",
    *(" ", "\n\n", "\r\n", "''", "``", "...", ". . .", "'s", "’s", "n't", "’", "U.S.", "Dr.", "J."),
    *(" said", " says", " told", " asked", " added", " wrote", " thinks", " according to"),
    *(" threatened to", " denied that", " warned", " accused", " of", " demanded", " apologised for"),
    *(", she said,", " urged", " claims", " fears", " promise", " unless", " than", " really", " yet"),
    *(" he", " she", " they", " it", " I", " we", " you", " who", " which", " the", " a", " an"),
    *(" that", " if", " not", " never", " and", " but", " or", " to", " by", " will", " must", " is"),
    *(" the mayor", " officials", " a spokesman for", " the ministry", " Mrs.", " Mr.", " President"),
    *("Mara Lind", " Lind", " Karvia", " the Harbour Board", " UN", " Ann", " Jr.", "MAROS:", "Q:"),
    *(" on Monday", " yesterday", " 12", " 1,000.5", " 6'2\"", " https://a.example/b", " a@b.example"),
    *("\u0301", "\u200b", "\u202e", "\u2028", "\ud83d", "\U0001f600", "\u05e9", "\u6771", "ß", "İ"),
)  # fmt: skip


def text_of(data: bytes) -> str:
    """The text that the fuzzer's bytes stand for."""
    provider = atheris.FuzzedDataProvider(data)
    text = ""
    while provider.remaining_bytes() and len(text) < LONGEST:
        choice = provider.ConsumeIntInRange(0, len(PIECES) + 15)
        if choice < len(PIECES):
            text += PIECES[choice]
        elif choice < len(PIECES) + 12:
            text += provider.ConsumeUnicode(provider.ConsumeIntInRange(1, 8))
        else:
            again = text[-provider.ConsumeIntInRange(1, 80) :]
            text += again * provider.ConsumeIntInRange(1, 40)
    return text[:LONGEST]


def test_one_input(data: bytes) -> None:
    """Read one text and check what must hold."""
    text = text_of(data)
    start = time.process_time()
    try:
        checked(text)
        seconds = time.process_time() - start
        assert seconds <= SECONDS + SECONDS_A_CHARACTER * len(text), f"{seconds:.1f} s"
    except BaseException:
        print("the text:", json.dumps(text), file=sys.stderr, flush=True)
        raise


def main() -> None:
    """Fuzz until told to stop, or until a text breaks the invariant."""
    extractor.extract(
        quotelib.__doc__ or ""
    )  # loads the models, which is no part of any text's time
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
