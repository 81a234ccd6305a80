"""Write a page for each act and each device from the rhetoric data: docs/acts/ and docs/devices/.

    python docs/generate_acts.py            writes the pages
    python docs/generate_acts.py --check    says which are out of date, and fails if any is

A page gives the definition, what tells the act from its neighbours, and every entry: the words it
looks for, the arguments it needs, and sentences in which it fires and does not.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from quotelib.rhetoric.lexicon import FILES
from quotelib.taxonomy import Act, ActClass, DeviceKind

DOCS = Path(__file__).parent
DATA = files("quotelib") / "data" / "rhetoric"
STRUCTURAL = {
    DeviceKind.SCARE_QUOTES: (
        "Found from quotation marks: at most six words between them, no finite verb, not capitalised"
        " as names and titles are, and words of the same sentence around them."
    ),
    DeviceKind.RHETORICAL_QUESTION: (
        "Found from marks: a quoted question of at most twelve words that the next sentence does not"
        " answer."
    ),
    DeviceKind.AGENTLESS_ATTRIBUTION: (
        "Also every passive that names an act and leaves out who did it."
    ),
}
ACTS_INTRODUCTION = (
    "What somebody does by saying something: the members of `quotelib.Act`, in the five classes of"
    " Searle (1976). A page for each says which words name it, and shows sentences in which the"
    " entry fires and does not. CAMEO and PLOVER are the event codings of political science; a"
    " CAMEO code stands for itself and all codes that begin with it. How a sense is decided, and"
    " how well, is on [another page](../rhetoric.md)."
)
CLASSES = {
    ActClass.ASSERTIVE: "Commits the speaker to the truth of something.",
    ActClass.DIRECTIVE: "Tries to get the hearer to do something.",
    ActClass.COMMISSIVE: "Commits the speaker to a course of action, or to refusing one.",
    ActClass.EXPRESSIVE: "Expresses an attitude.",
    ActClass.DECLARATION: "Changes a status by being uttered with authority.",
}
DEVICES_INTRODUCTION = (
    "How words are held at a distance, sharpened, or left without a source: the members of"
    " `quotelib.DeviceKind`. A page for each says what it is found by. How good that is, is on"
    " [another page](../rhetoric.md)."
)
STATEMENT = (
    "Not in the lexicon: the fallback for a quotation whose cue is a neutral word of reporting"
    " and to which no other act belongs."
)


def data(name: str) -> dict:
    """A file of the rhetoric data."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def title(name: str) -> str:
    """A heading for an act or a device."""
    return name.replace("_", " ").capitalize()


def code(values: Iterable[str]) -> str:
    """Values in code type, separated by commas."""
    return ", ".join(f"`{value}`" for value in values)


def entry_lines(entry: Mapping[str, object]) -> Iterator[str]:
    """The lines about one entry."""
    yield f"### `{entry['id']}`"
    yield ""
    yield f"*{entry.get('category', 'verb')}*: {code(entry['patterns'])}"
    yield ""
    if entry.get("note"):
        yield f"{str(entry['note'])[0].upper()}{str(entry['note'])[1:]}."
        yield ""
    for field, words in (("requires", "Needs"), ("excludes", "Not with")):
        if entry.get(field):
            yield f"- {words}: {code(one.replace('|', ' or ') for one in entry[field])}"
    for field in ("agent", "target", "content"):
        if entry.get(field):
            yield f"- {field.capitalize()}: {code(entry[field])}"
    yield from (f"- Yes: {text}" for text in entry["match"])
    yield from (f"- No: {text}" for text in entry["reject"])
    yield ""


def implicit_lines(rules: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """The lines about the rules that find an act without a word that names it."""
    for rule in rules:
        yield f"### `{rule['id']}`"
        yield ""
        yield str(rule["description"])
        yield ""
        yield from (f"- Yes: {text}" for text in rule["match"])
        yield from (f"- No: {text}" for text in rule["reject"])
        yield ""


def act_page(act: Act) -> str:
    """The page of an act."""
    entries = [one for name in FILES for one in data(name)["entries"] if one.get("act") == act]
    rules = [rule for rule in data("implicit.json")["rules"] if act in rule["acts"]]
    codes = f"CAMEO {', '.join(act.cameo) or 'none'}; PLOVER {act.plover or 'none'}"
    lines = [f"# {title(act)}", "", act.definition, "", f"Class: {act.act_class}. {codes}.", ""]
    lines += [data("boundaries.json")["boundaries"][act], ""]
    if act is Act.STATEMENT:
        lines += [STATEMENT, ""]
    if entries:
        lines += ["## Named by", "", *(line for one in entries for line in entry_lines(one))]
    if rules:
        lines += ["## Implied by", "", *implicit_lines(rules)]
    return "\n".join(lines).rstrip() + "\n"


def device_page(kind: DeviceKind) -> str:
    """The page of a device."""
    entries = [one for one in data("devices.json")["entries"] if one["device"] == kind]
    lines = [f"# {title(kind)}", "", kind.definition, ""]
    if kind in STRUCTURAL:
        lines += [STRUCTURAL[kind], ""]
    if entries:
        lines += ["## Made by", "", *(line for one in entries for line in entry_lines(one))]
    return "\n".join(lines).rstrip() + "\n"


def contents(names: Iterable[str]) -> list[str]:
    """The table of contents of an index page, for the site's sidebar."""
    return ["```{toctree}", ":hidden:", "", *names, "```"]


def acts_index() -> str:
    """The page that lists all acts, by class."""
    lines = ["# All acts", "", ACTS_INTRODUCTION, ""]
    for act_class in ActClass:
        acts = [act for act in Act if act.act_class is act_class]
        lines += [f"## {title(act_class)}", "", CLASSES[act_class], ""]
        lines += ["| act | what counts as it | CAMEO | PLOVER |", "| --- | --- | --- | --- |"]
        lines += [
            f"| [{title(act).lower()}]({act}.md) | {act.definition}"
            f" | {', '.join(act.cameo)} | {act.plover or ''} |"
            for act in acts
        ]
        lines += [""]
    return "\n".join([*lines, *contents(Act)]) + "\n"


def devices_index() -> str:
    """The page that lists all devices."""
    lines = ["# All devices", "", DEVICES_INTRODUCTION, ""]
    lines += ["| device | what counts as it |", "| --- | --- |"]
    lines += [f"| [{title(kind).lower()}]({kind}.md) | {kind.definition} |" for kind in DeviceKind]
    return "\n".join([*lines, "", *contents(DeviceKind)]) + "\n"


def pages() -> dict[Path, str]:
    """Every page by its path under docs/."""
    made = {Path("acts") / f"{act}.md": act_page(act) for act in Act}
    made |= {Path("devices") / f"{kind}.md": device_page(kind) for kind in DeviceKind}
    made[Path("acts") / "index.md"] = acts_index()
    made[Path("devices") / "index.md"] = devices_index()
    return made


def main() -> None:
    """Write the pages, or compare them with those that are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    stale = []
    for path, text in pages().items():
        target = DOCS / path
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            continue
        stale.append(path)
        if not check:
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
    sys.stdout.write("".join(f"{'out of date' if check else 'written'}: {one}\n" for one in stale))
    sys.exit(bool(check and stale))


if __name__ == "__main__":
    main()
