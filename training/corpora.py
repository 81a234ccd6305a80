"""Readers of the corpora that parameters are learned from: iterators of small records.

Every reader takes the corpora's folder (``../shared/corpora`` beside the project; its README
says what is in it) and yields documents in file order. Offsets are code points, ranges
half-open. Nothing that is read here may be written into the project: only what is learned
from it.
"""

import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

DEFAULT_CORPORA = Path("../shared/corpora")

PENN_TAGS = frozenset(
    (
        "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP",
        "NNPS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB",
        "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB",
        "#", "$", ".", ",", ":", "-LRB-", "-RRB-", "``", "''",
    )
)  # fmt: skip
"""The tag set of the Penn Treebank (Marcus, Santorini and Marcinkiewicz 1993), 45 tags."""


@attrs.frozen
class Attribution:
    """One annotated attribution of PolNeAR: spans of characters in the article's text."""

    id: str
    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@attrs.frozen
class Article:
    """One article of PolNeAR with its attributions, as annotated by hand."""

    id: str
    publisher: str
    text: str
    attributions: tuple[Attribution, ...]


@attrs.frozen
class SilverToken:
    """One token of CoreNLP's analysis; ``surface`` is the text that ``form`` was made from."""

    start: int
    end: int
    surface: str
    form: str
    lemma: str
    tag: str
    entity: str
    head: int
    relation: str


@attrs.frozen
class SilverDocument:
    """One article as CoreNLP read it."""

    id: str
    sentences: tuple[tuple[SilverToken, ...], ...]


@attrs.frozen
class GumToken:
    """One word of GUM; ``tag`` is the gold XPOS, ``misc`` the last column as a mapping."""

    form: str
    lemma: str
    universal: str
    tag: str
    head: int
    relation: str
    misc: dict[str, str]


@attrs.frozen
class GumSentence:
    """One sentence of GUM; ``opens_paragraph`` where a new paragraph begins with it."""

    id: str
    text: str
    speaker: str | None
    opens_paragraph: bool
    tokens: tuple[GumToken, ...]


@attrs.frozen
class GumMention:
    """One mention of an entity: tokens ``first`` to ``end`` (exclusive), counted over the document.

    Mentions with the same ``entity`` corefer; ``identity`` is the Wikipedia title if there is one.
    """

    entity: str
    kind: str
    status: str
    link: str
    identity: str | None
    first: int
    end: int


@attrs.frozen
class GumDocument:
    """One document of GUM."""

    id: str
    genre: str
    sentences: tuple[GumSentence, ...]
    mentions: tuple[GumMention, ...]


@attrs.frozen
class TaggedSentence:
    """Surface forms with Penn Treebank tags; None where the corpus' tag is none of that set."""

    forms: tuple[str, ...]
    tags: tuple[str | None, ...]


def polnear_articles(corpora: Path, split: str) -> Iterator[Article]:
    """Yield the articles of ``split`` (``train`` or ``dev``) with their attributions."""
    with gzip.open(corpora / "polnear" / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Article(
                id=record["id"],
                publisher=record["publisher"],
                text=record["text"],
                attributions=tuple(
                    Attribution(
                        id=attribution["id"],
                        source=_spans(attribution["source"]),
                        cue=_spans(attribution["cue"]),
                        content=_spans(attribution["content"]),
                    )
                    for attribution in record["attributions"]
                ),
            )


def _spans(pairs: Iterable[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in pairs)


def polnear_silver(corpora: Path, split: str) -> Iterator[SilverDocument]:
    """Yield CoreNLP's analysis of the articles of ``split``, in the order of the articles."""
    texts = {article.id: article.text for article in polnear_articles(corpora, split)}
    path = corpora / "polnear" / f"{split}.silver.conll.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        identifier = ""
        sentences: list[tuple[SilverToken, ...]] = []
        tokens: list[SilverToken] = []
        for line in lines:
            if line.startswith("# id = "):
                if sentences:
                    yield SilverDocument(identifier, tuple(sentences))
                    sentences = []
                identifier = line[len("# id = ") :].rstrip("\n")
            elif line == "\n":
                if tokens:
                    sentences.append(tuple(tokens))
                    tokens = []
            else:
                tokens.append(_silver_token(line.rstrip("\n").split("\t"), texts[identifier]))
        if tokens:
            sentences.append(tuple(tokens))
        if sentences:
            yield SilverDocument(identifier, tuple(sentences))


def _silver_token(columns: list[str], text: str) -> SilverToken:
    _, start, end, form, lemma, tag, entity, head, relation = columns
    return SilverToken(
        start=int(start),
        end=int(end),
        surface=text[int(start) : int(end)],
        form=form,
        lemma=lemma,
        tag=tag,
        entity=entity,
        head=int(head),
        relation=relation,
    )


def gum_documents(corpora: Path, split: str) -> Iterator[GumDocument]:
    """Yield the documents of GUM's ``split`` (``train`` or ``dev``) with sentences and mentions."""
    with gzip.open(corpora / "gum" / f"{split}.conllu.gz", "rt", encoding="utf-8") as lines:
        document: list[list[str]] = []
        block: list[str] = []
        for line in map(str.rstrip, lines):
            if line.startswith("# newdoc") and document:
                yield _gum_document(document)
                document = []
            if line:
                block.append(line)
            elif block:
                document.append(block)
                block = []
        if block:
            document.append(block)
        if document:
            yield _gum_document(document)


def _gum_document(blocks: list[list[str]]) -> GumDocument:
    header = _comments(blocks[0])
    sentences = tuple(map(_gum_sentence, blocks))
    return GumDocument(
        id=header["newdoc id"],
        genre=header["meta::genre"],
        sentences=sentences,
        mentions=tuple(_gum_mentions(sentences)),
    )


def _comments(block: list[str]) -> dict[str, str]:
    comments = (line[1:].partition("=") for line in block if line.startswith("# "))
    return {name.strip(): value.strip() for name, _, value in comments}


def _gum_sentence(block: list[str]) -> GumSentence:
    comments = _comments(block)
    rows = (line.split("\t") for line in block if not line.startswith("# "))
    return GumSentence(
        id=comments["sent_id"],
        text=comments["text"],
        speaker=comments.get("speaker"),
        opens_paragraph="newpar" in comments or "newpar_block" in comments,
        # Ranges such as "3-4" and empty nodes such as "8.1" repeat or add to the words.
        tokens=tuple(_gum_token(row) for row in rows if row[0].isdigit()),
    )


def _gum_token(columns: list[str]) -> GumToken:
    _, form, lemma, universal, tag, _, head, relation, _, misc = columns
    entries = (entry.partition("=") for entry in misc.split("|") if entry != "_")
    return GumToken(
        form=form,
        lemma=lemma,
        universal=universal,
        tag=tag,
        head=int(head),
        relation=relation,
        misc={name: value for name, _, value in entries},
    )


_ENTITY_BRACKET = re.compile(r"\(?[^()]+\)?|\)")


def _gum_mentions(sentences: tuple[GumSentence, ...]) -> Iterator[GumMention]:
    """Yield the mentions in the order in which they end.

    The ``Entity`` entry is a run of brackets: ``(id-type-status-salience-centering-minspan-link-identity``
    opens a mention, ``id)`` closes the one opened last under that id.
    """
    open_mentions: dict[str, list[tuple[int, list[str]]]] = {}
    tokens = (token for sentence in sentences for token in sentence.tokens)
    for position, token in enumerate(tokens):
        for bracket in _ENTITY_BRACKET.findall(token.misc.get("Entity", "")):
            fields = bracket.strip("()").split("-", 7)
            if bracket.startswith("("):
                open_mentions.setdefault(fields[0], []).append((position, fields))
            if bracket.endswith(")"):
                first, fields = open_mentions[fields[0]].pop()
                yield GumMention(
                    entity=fields[0],
                    kind=fields[1],
                    status=fields[2],
                    link=fields[6],
                    identity=fields[7] if len(fields) > 7 else None,
                    first=first,
                    end=position + 1,
                )


def masc_documents(corpora: Path) -> Iterator[tuple[str, tuple[TaggedSentence, ...]]]:
    """Yield (name, sentences) of each document of MASC; the name begins with its medium.

    ``spoken/...`` or ``written/...``; one line of the files is one sentence.
    """
    with zipfile.ZipFile(corpora / "nltk" / "masc_tagged.zip") as archive:
        for path in sorted(name for name in archive.namelist() if _is_masc_text(name)):
            with io.TextIOWrapper(archive.open(path), encoding="utf-8") as lines:
                sentences = tuple(_masc_sentence(line) for line in lines if line.strip())
            yield path.removeprefix("masc_tagged/").removesuffix(".txt"), sentences


def _is_masc_text(path: str) -> bool:
    return path.endswith(".txt") and path.count("/") == 2


def _masc_sentence(line: str) -> TaggedSentence:
    pairs = [word.rpartition("_") for word in line.split()]
    return TaggedSentence(
        forms=tuple(form or tag for form, _, tag in pairs),
        tags=tuple(penn_tag(form, tag) for form, _, tag in pairs),
    )


def silver_sentences(document: SilverDocument) -> list[TaggedSentence]:
    """Give the document's sentences with surface forms and CoreNLP's tags."""
    return [
        TaggedSentence(
            forms=tuple(token.surface for token in sentence),
            tags=tuple(penn_tag(token.surface, token.tag) for token in sentence),
        )
        for sentence in document.sentences
    ]


def gum_sentences(document: GumDocument) -> list[TaggedSentence]:
    """Give the document's sentences with gold tags in the Penn Treebank's conventions."""
    return [
        TaggedSentence(
            forms=tuple(token.form for token in sentence.tokens),
            tags=tuple(penn_tag(token.form, token.tag) for token in sentence.tokens),
        )
        for sentence in document.sentences
    ]


_RENAMED_TAGS = {"HYPH": ":", "(": "-LRB-", ")": "-RRB-", "-": ":", "...": ":", ";": ":"}


def penn_tag(form: str, tag: str) -> str | None:
    """Map a corpus' tag to the Penn Treebank's; None if it has no counterpart there.

    GUM follows OntoNotes, where the preposition "to" is IN (Penn: TO whatever its use) and the
    hyphens that it splits off are HYPH. MASC spells the punctuation tags differently.
    """
    if form.lower() == "to":
        return "TO"
    tag = _RENAMED_TAGS.get(tag, tag)
    return tag if tag in PENN_TAGS else None
