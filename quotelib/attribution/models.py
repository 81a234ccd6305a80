"""The trained parts of the attribution floor, read from package data when first used."""

import attrs

from quotelib.attribution.columns import WordStore
from quotelib.attribution.labelling import Labeller
from quotelib.attribution.sides import Sides, sides_of
from quotelib.learning.model import LabelModel, LogisticModel, RoleModel
from quotelib.learning.parameters import Lazy, load

LABELLER, LINKER, JUDGES = (
    "attribution/labeller.params",
    "attribution/linker.params",
    "attribution/judges.params",
)


@attrs.frozen(eq=False)
class Models:
    """All learned decisions of this floor.

    Shared by threads: nothing in them is ever changed but stores of sums that can be computed anew.
    """

    store: WordStore
    labeller: LabelModel[Labeller]
    linker: RoleModel[Sides]
    judge: LogisticModel
    continuation: LogisticModel


def _load() -> Models:
    judges = load(JUDGES)
    return Models(
        store=WordStore(),
        labeller=LabelModel(load(LABELLER), Labeller),
        linker=RoleModel(load(LINKER), sides_of),
        judge=LogisticModel(judges.payloads["judge"]),
        continuation=LogisticModel(judges.payloads["continuation"]),
    )


models = Lazy(_load)
