"""Run the evaluation, and write its figures into docs/explanation/accuracy.md.

    python docs/generate_accuracy.py ../shared

The folder holds `eval/` (the scoring scripts) and `corpora/` (the annotated texts, which may not be passed
on and are in no distribution). Takes about two minutes. Only what stands between the page's two markers is
written; nobody copies a figure by hand.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

import quotelib

PAGE = Path(__file__).parent / "explanation" / "accuracy.md"
BEGIN, END = "<!-- figures: written by docs/generate_accuracy.py -->", "<!-- end of the figures -->"

ATTRIBUTION = {
    "relation": "source, cue and content together (each overlapping by half)",
    "relation.strict": "the same, contents nearly equal",
    "segment.exact.source": "source, the very words",
    "segment.exact.cue": "cue, the very words",
    "segment.exact.content": "content, the very words",
}
PEOPLE = {
    "relation": "73.0",
    "relation.strict": "64.1",
    "segment.exact.source": "78.5",
    "segment.exact.cue": "70.6",
    "segment.exact.content": "71.4",
}
NEWS = {
    "found": "the source is found",
    "name: all": "the right name, or rightly none",
    "name: hard named": "the right name where the source is a pronoun, a description or a short form",
    "kind": "the right kind (person, organization, place, ...)",
}
FICTION = {
    "PDNC recall": "PDNC: quotations found",
    "PDNC precision": "PDNC: what is found is a quotation",
    "RiQuA recall": "RiQuA: quotations found",
    "RiQuA precision": "RiQuA: what is found is a quotation",
    "PDNC chapter speaker: explicit": "PDNC chapters, right speaker: named beside it",
    "PDNC chapter speaker: anaphoric": "PDNC chapters, right speaker: “she said”, “the old man said”",
    "PDNC chapter speaker: implicit": "PDNC chapters, right speaker: nobody named",
    "PDNC chapter speaker: all": "PDNC chapters, right speaker: all",
}
RHETORIC = {
    "all": "all sentences",
    "explicit": "a word names the act",
    "implicit": "the words perform it",
    "random": "random sentences of news",
    "hard_negative": "sentences full of false friends",
}


def run(folder: Path, script: str, *arguments: str) -> str:
    """What a scoring script prints."""
    command = [sys.executable, str(folder / "eval" / script), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def run_quotelib(*arguments: str) -> str:
    """What a command of quotelib prints."""
    command = [sys.executable, "-m", "quotelib", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def attribution(folder: Path, work: Path) -> list[str]:
    """The table of quotations in news."""
    gold = str(folder / "corpora" / "polnear" / "dev.jsonl.gz")
    predicted = work / "predicted.jsonl"
    predicted.write_text(run(folder, "predict.py", gold), encoding="utf-8")
    printed = run(folder, "score_attributions.py", gold, str(predicted))
    scores = dict(re.findall(r"^(\S+) +p +[\d.]+ +r +[\d.]+ +f1 +([\d.]+)", printed, re.MULTILINE))
    direct = re.search(r"content_recall ([\d.]+) .* recall_with_source ([\d.]+)", printed)
    if direct is None:
        sys.exit(f"score_attributions.py printed no line about direct quotations:\n{printed}")
    lines = [
        "| quotations in news, F1 in per cent | quotelib | two people |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {words} | {scores[key]} | {PEOPLE[key]} |" for key, words in ATTRIBUTION.items()]
    lines += [f"| direct quotations found (recall) | {direct[1]} | 95.4 |"]
    return [*lines, f"| direct quotations found, with the right source | {direct[2]} | 91.8 |"]


def shares(printed: str, rows: dict[str, str], heading: str) -> list[str]:
    """A table of shares that `score_speakers.py` prints."""
    found = dict(re.findall(r"^(.+?) +([\d.]+ % \(\d+/\d+\))$", printed, re.MULTILINE))
    return [
        f"| {heading} | right |",
        "| --- | --- |",
        *(f"| {words} | {found[key]} |" for key, words in rows.items()),
    ]


def rhetoric(printed: str) -> list[str]:
    """The table of acts."""
    pattern = r"^(\w+) +P +([\d.]+) +R +([\d.]+) +F1 +([\d.]+)"
    found = {name: rest for name, *rest in re.findall(pattern, printed, re.MULTILINE)}
    lines = ["| acts in sentences | precision | recall | F1 |", "| --- | --- | --- | --- |"]
    return [*lines, *(f"| {words} | {' | '.join(found[key])} |" for key, words in RHETORIC.items())]


def figures(folder: Path, work: Path) -> str:
    """All tables."""
    speakers = folder / "corpora" / "speakers"
    news = [str(speakers / f"news_{part}_dev.jsonl.gz") for part in ("docs", "speakers")]
    fiction = str(speakers / "fiction_dev.jsonl.gz")
    acts = str(folder / "corpora" / "rhetoric" / "acts_dev.jsonl.gz")
    tables = [
        attribution(folder, work),
        shares(run(folder, "score_speakers.py", "news", *news), NEWS, "speakers in news"),
        shares(run(folder, "score_speakers.py", "fiction", fiction), FICTION, "fiction"),
        rhetoric(run(folder, "score_rhetoric.py", "sentences", acts)),
    ]
    told = json.loads(run_quotelib("info", "--json"))
    heading = (
        f"Measured with quotelib {quotelib.__version__}, whose data have the hash"
        f" `{told['all data'][:16]}` (`quotelib info` tells yours), on the development halves of"
        " the corpora."
    )
    return "\n\n".join([heading, *("\n".join(table) for table in tables)])


def main() -> None:
    """Write the figures into the page."""
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path, help="the folder that holds eval/ and corpora/")
    shared = parser.parse_args().shared
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        sys.exit(f"{PAGE} lacks its markers")
    with tempfile.TemporaryDirectory() as work:
        made = figures(shared, Path(work))
    PAGE.write_text(f"{before}{BEGIN}\n\n{made}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
