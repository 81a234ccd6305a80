"""Label Studio: tasks that its configuration knows all the controls and values of."""

import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from strategies import documents

import quotelib
from quotelib import Document, ParameterError
from quotelib.export.label_studio import label_studio_config, to_label_studio

CONFIG = ElementTree.fromstring(label_studio_config())  # noqa: S314 - our own
VALUES = {
    "labels": {label.get("value") for label in CONFIG.iter("Label")},
    "relation": {relation.get("value") for relation in CONFIG.iter("Relation")},
    **{
        str(choices.get("name")): {choice.get("value") for choice in choices.iter("Choice")}
        for choices in CONFIG.iter("Choices")
    },
}
"""What the configuration allows, by the name of the control."""


@given(documents())
def test_results_fit_the_configuration(document: Document) -> None:
    """Every result is of a control and a value that the configuration has, at words of the text."""
    task = json.loads(json.dumps(to_label_studio(document, {"doc_id": "a"})))
    (prediction,) = task["predictions"]
    assert task["data"] == {"doc_id": "a", "text": json.loads(json.dumps(document.text))}
    regions: dict[str, dict[str, object]] = {}
    for item in prediction["result"]:
        if item["type"] == "relation":
            assert {item["from_id"], item["to_id"]} <= set(regions) | later(prediction["result"])
            assert set(item["labels"]) <= VALUES["relation"]
            continue
        value = item["value"]
        assert item["to_name"] == CONFIG.find("Text").get("name")
        if item["type"] == "labels":
            assert item["id"] not in regions
            assert set(value["labels"]) <= VALUES["labels"]
            assert (
                json.loads(json.dumps(document.text[value["start"] : value["end"]]))
                == value["text"]
            )
            regions[item["id"]] = value
        else:
            region = regions[item["id"]]
            assert (value["start"], value["end"]) == (region["start"], region["end"])
        if item["type"] == "choices":
            assert set(value["choices"]) <= VALUES[item["from_name"]]


def later(result: list[dict[str, object]]) -> set[object]:
    """The regions of a whole result."""
    return {item["id"] for item in result if item["type"] == "labels"}


def test_a_reading() -> None:
    """A quotation is a region with its choices and its speaker, related to its cue and source."""
    document = quotelib.extract("“The dam will hold,” engineer Mara Lind said.")
    task = to_label_studio(document)
    (prediction,) = task["predictions"]  # type: ignore[misc]
    of_it = [item for item in prediction["result"] if item.get("id") == "quotation-0"]
    assert [item["from_name"] for item in of_it] == ["label", "kind", "mode", "polarity", "speaker"]
    assert of_it[-1]["value"]["text"] == ["Mara Lind"]
    assert 0 < prediction["score"] <= 1
    assert prediction["model_version"] == f"quotelib-{quotelib.__version__}"


def test_own_text_column_is_refused() -> None:
    """A column that would hide the text is refused."""
    with pytest.raises(ParameterError, match="rename it"):
        to_label_studio(Document("a"), {"text": "b"})
