"""Families of adversarial text: each makes a text of any length, and is as hard at any length.

A family is a function from a number of characters to a text of that many. They are what a text
floor, a tagger's window, a search for a partner or a table of names could stumble over: what is
missing (spaces, ends, partners), what is repeated, and what is new at every word. The sentences in
them are our own.
"""

from collections.abc import Callable, Iterator
from itertools import islice

Family = Callable[[int], str]

_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
_WORDS = (
    "the harbour was quiet and nobody on the quay had seen a ship since the morning when the "
    "council met again to talk about money which it did not have while children played between "
    "empty crates under a grey sky that promised rain before night"
).split()
_SCENE = (
    "Mara {surname} put down the lamp. “I never asked for the bridge,” she said, “and I will not "
    "pay for it.”\n\n"
    "“You will,” said {name}, the harbour master, “if the council threatens to close the port.” "
    "He {filler}.\n\n"
    "“Is that a threat?”\n\n"
    "“It is what Mr. {surname} told reporters on Monday. He denied that the dam had failed, and he "
    "accused the ministry of lying.” The {filler}.\n\n"
)


def pseudoword(number: int) -> str:
    """The ``number``-th made-up word: no two numbers have the same."""
    syllables = [_SYLLABLES[number % 70], _SYLLABLES[number // 70 % 70]]
    number //= 70 * 70
    while number:
        syllables.append(_SYLLABLES[number % 70])
        number //= 70
    return "".join(syllables)


def repeated(unit: str) -> Family:
    """A unit again and again."""
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def numbered(template: str, first: int = 0) -> Family:
    """A template again and again, each time with new words in it.

    ``{word}`` is a new word, ``{name}`` a new name of two words, ``{surname}`` the second of them,
    ``{filler}`` a dozen words of prose, ``{number}`` how many times before.
    """

    def make(length: int) -> str:
        def parts() -> Iterator[str]:
            size = number = 0
            while size < length:
                word = pseudoword(first + number)
                part = template.format(
                    word=word,
                    name=f"{pseudoword(number // 7).title()} {word.title()}",
                    surname=word.title(),
                    filler=" ".join(_WORDS[(number * 7 + k) % len(_WORDS)] for k in range(12)),
                    number=number,
                )
                yield part
                size += len(part)
                number += 1

        return "".join(parts())[:length]

    return make


def halves(opening: str, closing: str) -> Family:
    """Half of the text opens, the other half closes."""

    def make(length: int) -> str:
        count = length // (len(opening) + len(closing))
        return opening * count + closing * count

    return make


def cycled(units: list[str]) -> Family:
    """Units one after another, and again."""
    return repeated("".join(units))


def mixed(units: list[str]) -> Family:
    """Units in an order that looks random and is always the same."""

    def make(length: int) -> str:
        def parts() -> Iterator[str]:
            state = 1
            while True:
                state = (state * 1103515245 + 12345) % (1 << 31)
                yield units[(state >> 16) % len(units)]

        return "".join(islice(parts(), length // min(map(len, units)) + 1))[:length]

    return make


_PIECES = [
    *"\"'“”‘’«»—.,:;?!()[]\n",
    *(
        " said | told | he | she | if | not | that | who | and | by | will | must | warned"
        "| threatened to sue| denied that| according to | the mayor| Mara Lind| Mr. Roe"
        "| accused | of lying|'s | “|” |, |. |\n\n"
    ).split("|"),
]

FAMILIES: dict[str, Family] = {
    # Prose as it comes, and as no paragraph or sentence ends it.
    "novel": numbered(_SCENE),
    "novel in one paragraph": numbered(_SCENE.replace("\n\n", " ")),
    "novel with CRLF": numbered(_SCENE.replace("\n", "\r\n")),
    "one sentence": numbered("{filler} and {word}, "),
    "one word to a line": numbered("{word}\n"),
    "one letter to a paragraph": repeated("a\n\n"),
    "short sentences": repeated("He ran. "),
    # Quotation marks.
    "straight marks": repeated('"'),
    "single marks": repeated("'"),
    "opening marks": repeated("“"),
    "closing marks": repeated("”"),
    "spaced marks": repeated('" '),
    "marks and words": repeated('"a" '),
    "nested marks": halves("“‘", "’”"),
    "nested marks and words": halves("“a ‘b ", "c’ d” "),
    "nested triples": repeated("“One ‘two “three” two’ one,” he said. "),
    "alternating families": cycled(["“", "«", "‘", '"', "»", "”", "’", "‹", "›"]),
    "questions without words": repeated("“?” “"),
    "unclosed in every paragraph": repeated("“We wait for rain.\n\n"),
    "unclosed": repeated("“We wait for rain. "),
    "closed late": lambda length: "“" + numbered("{filler}. ")(length - 2) + "”",
    "doubtful apostrophes": repeated("‘the boys’ toys "),
    "dashes that open speech": repeated("—Come in, she said.\n"),
    "dashes": repeated("—"),
    # Reporting.
    "interrupted": repeated('"I," he said, '),
    "reports in reports": repeated("he said that "),
    "fragments in one sentence": repeated(
        "The mayor said it. " + '"we all go there", ' * 2_000 + '"we go".\n\n'
    ),
    "cues": repeated("said "),
    "cues of many kinds": cycled(["said ", "told ", "denied ", "warned ", "asked ", "claims "]),
    "sources": repeated("the mayor "),
    "unnamed speakers": numbered("“Yes,” said the {word}.\n"),
    "many speakers": numbered("“The {word} is ours,” said {name}.\n\n"),
    "many speakers in one paragraph": numbered("“The {word} is ours,” said {name}. "),
    "namesakes": numbered("Mr. {surname} Lind spoke. “No,” said Lind. "),
    "dialogue without sources": numbered("“The {word} is ours.”\n\n“Never.”\n\n"),
    "pronouns": repeated("he told her that she told him that "),
    "transcript": numbered("{surname}: We will {filler}.\n"),
    "acts": repeated("He threatened to sue, accused and denied if they will not demand that "),
    "acts in quotations": repeated("“We will not tolerate it and they must pay if,” he warned. "),
    "implied acts": repeated("“We will strike you and they must pay and you are guilty of "),
    "conditions": repeated("if "),
    "negations": repeated("not "),
    "commas": repeated(", "),
    "and": repeated("and "),
    "of": repeated("of the "),
    "relative clauses": repeated("who , "),
    "verbs": repeated("to go "),
    "pieces of reports": mixed(_PIECES),
    # Words.
    "capitalised words": repeated("Karvia "),
    "new capitalised words": numbered("{surname} "),
    "new names": numbered("{name} met "),
    "titles": repeated("President "),
    "initials": repeated("A. "),
    "joined names": numbered("{name} and "),
    "listed names": numbered("{name}, "),
    "new words": numbered("{word} "),
    "capitals": repeated("THE MAYOR SLAMS BANK "),
    "no spaces": repeated("a"),
    "no spaces but marks": repeated("a.b,c;d'e"),
    "very long words": repeated("x" * 20_000 + " "),
    "hyphens": repeated("a-"),
    "abbreviations": repeated("a."),
    "numbers": repeated("1,000.0 "),
    "digits": repeated("7"),
    "feet and inches": repeated("6'2\" "),
    "addresses": repeated("https://a.b/c"),
    "addresses without an end": repeated("a@b."),
    "tags of HTML": repeated("<p "),
    "brackets": repeated("("),
    "spaced periods": repeated(". "),
    "periods": repeated("."),
    "exclamations": repeated("?! "),
    # Characters.
    "line feeds": repeated("\n"),
    "spaces": repeated(" "),
    "CRLF": repeated("\r\n"),
    "line separators": repeated("\u2028a"),
    "NUL": repeated("\0"),
    "NUL in words": repeated("he\0said "),
    "combining marks": lambda length: "e" + "\u0301" * (length - 1),
    "marked words": repeated("e\u0301a\u0300 "),
    "right to left": repeated("\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd. "),
    "overrides": repeated("\u202e“he said” "),
    "zero width": repeated("\u200b"),
    "zero width in words": repeated("he\u200bsaid\u200b "),
    "emoji": repeated("\U0001f469\u200d\U0001f680"),
    "flags": repeated("\U0001f1e6"),
    "surrogates": repeated("\ud83d\udc69 "),
    "ideographs": repeated("\u6771\u4eac「\u662f」 "),
    "full width": repeated("\uff21\uff22 \uff02\uff43\uff02 "),
}
"""All families by name."""
