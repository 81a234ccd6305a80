"""``quotelib evaluate``: what was found against a gold standard, or annotators against each other."""

import json
import sys

import click

from quotelib.errors import QuotelibError


@click.command(short_help="Score what was found against a gold standard.")
@click.argument("gold", metavar="GOLD")
@click.argument("found", nargs=-1, metavar="[FOUND]")
@click.option(
    "--layer",
    "layers",
    multiple=True,
    type=click.Choice(["quotations", "cues", "sources", "speakers", "frames", "devices"]),
    help="What to score; may be given several times. By default, what the gold standard has.",
)
@click.option(
    "--overlap",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.5,
    show_default=True,
    help="Least overlap (Jaccard) of two quotations, or two sources, that are the same.",
)
@click.option(
    "--most",
    type=click.IntRange(0),
    default=None,
    help="Show at most so many differences; by default, all.",
)
@click.option(
    "--agreement",
    "is_agreement",
    is_flag=True,
    help="Take the files as annotators of the same texts, and give their agreement.",
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
def command(
    gold: str,
    found: tuple[str, ...],
    layers: tuple[str, ...],
    overlap: float,
    most: int | None,
    *,
    is_agreement: bool,
    is_json: bool,
) -> None:
    """Score what was FOUND against the GOLD standard: precision, recall, F1, and each difference.

    Both are documents as ``quotelib extract`` writes them (JSON Lines, or a JSON array in a file
    named .json; - is standard input) or a folder of brat's files. Documents are compared with those
    of the same text; what FOUND has beyond GOLD does not count. Without FOUND, the texts of GOLD
    are read now. With --agreement, give two annotators' files or more.
    """
    from quotelib.evaluation import Agreement, Evaluation, agreement, evaluate
    from quotelib.evaluation.files import aligned, read_documents

    if is_agreement and not found:
        raise click.UsageError("--agreement needs the files of two annotators or more")
    if is_agreement and len({gold, *found}) <= len(found):
        raise click.UsageError("--agreement needs a file of its own for each annotator")
    if not is_agreement and len(found) > 1:
        raise click.UsageError("give one GOLD and one FOUND, or use --agreement")
    try:
        named = read_documents(gold)
        names, documents = [name for name, _ in named], [document for _, document in named]
        others = {name: aligned(named, read_documents(name), name) for name in found}
        if is_agreement:
            result: Agreement | Evaluation = agreement({gold: documents, **others})
            text = result.to_text()
        else:
            result = evaluate(
                documents,
                others[found[0]] if found else None,
                layers=layers or None,  # type: ignore[arg-type]  # click has checked them
                minimum_overlap=overlap,
                names=names,
            )
            text = result.to_text(most=most)
    except QuotelibError as error:
        click.echo(f"quotelib: {error}", err=True)
        sys.exit(1)
    output = json.dumps(result.to_dict(), indent=1) + "\n" if is_json else text
    sys.stdout.buffer.write(output.encode("utf-8", "replace"))
