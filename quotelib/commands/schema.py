"""``quotelib schema``: the forms that results have, for other programs to rely on."""

import json
from typing import cast, get_args

import click

from quotelib.export.columns import TableName

FORMS = ("json", "spark")


@click.command(short_help="Print the form that results have.")
@click.argument(
    "name", type=click.Choice(["document", *get_args(TableName), "label-studio", "brat"])
)
@click.option(
    "--as",
    "form",
    type=click.Choice(FORMS),
    default="json",
    show_default=True,
    help="JSON Schema, or the data definition language of Spark (for tables).",
)
def command(name: str, form: str) -> None:
    """Print the schema of NAME.

    document is a line of JSON Lines; quotations, frames, devices and speakers are rows of the
    tables. label-studio is the labelling configuration that tasks belong to, and brat the
    annotation.conf.
    """
    if form == "spark" and name not in get_args(TableName):
        raise click.UsageError(f"only tables have a Spark schema: {', '.join(get_args(TableName))}")
    click.echo(_text(name, form), nl=False)


def _text(name: str, form: str) -> str:
    if name == "brat":
        from quotelib.export.brat import annotation_conf

        return annotation_conf()
    if name == "label-studio":
        from quotelib.export.label_studio import label_studio_config

        return label_studio_config()
    table = cast("TableName", name)
    if form == "spark":
        from quotelib.export.schema import spark_schema

        return spark_schema(table) + "\n"
    return json.dumps(_json_schema(name), indent=2) + "\n"


def _json_schema(name: str) -> object:
    if name == "document":
        from quotelib.export.document_schema import document_schema

        return document_schema()
    from quotelib.export.schema import json_schema

    return json_schema(cast("TableName", name))
