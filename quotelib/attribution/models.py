"""The trained parts of the attribution floor, read from package data when first used."""

import attrs

from quotelib.attribution.columns import WordStore
from quotelib.attribution.labelling import Labeller
from quotelib.attribution.sides import Sides, sides_of
from quotelib.learning.chains import bio_posteriors, role_posteriors
from quotelib.learning.model import ChainModel, LogisticModel
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
    labeller: ChainModel[Labeller]
    linker: ChainModel[Sides]
    judge: LogisticModel
    continuation: LogisticModel


def _load() -> Models:
    judges = load(JUDGES)
    return Models(
        store=WordStore(),
        labeller=ChainModel(load(LABELLER), Labeller, bio_posteriors),
        linker=ChainModel(load(LINKER), sides_of, role_posteriors),
        judge=LogisticModel(judges.payloads["judge"]),
        continuation=LogisticModel(judges.payloads["continuation"]),
    )


models = Lazy(_load)
