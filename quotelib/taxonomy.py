"""What is done by saying something: the acts, their classes, and the devices that frame them.

The enumerations are closed. What each member means, and where it stands in the event codings CAMEO
(Gerner, Schrodt and Yilmaz) and PLOVER (2021), is data: ``data/taxonomy.json``, read at first use.
"""

from functools import cache
from typing import TypedDict

from quotelib.enumerations import StringEnum


class ActClass(StringEnum):
    """What kind of commitment an act makes (Searle 1976, *A classification of illocutionary acts*)."""

    ASSERTIVE = "assertive"
    """Commits the speaker to the truth of something."""
    DIRECTIVE = "directive"
    """Tries to get the hearer to do something."""
    COMMISSIVE = "commissive"
    """Commits the speaker to a course of action, or to refusing one."""
    EXPRESSIVE = "expressive"
    """Expresses an attitude."""
    DECLARATION = "declaration"
    """Changes a status by being uttered with authority."""


class Act(StringEnum):
    """A speech act that a text reports or a quotation performs."""

    STATEMENT = "statement"
    CLAIM = "claim"
    DENIAL = "denial"
    CONFIRMATION = "confirmation"
    ADMISSION = "admission"
    ACCUSATION = "accusation"
    WARNING = "warning"
    PREDICTION = "prediction"
    DEFENCE = "defence"
    DISMISSAL = "dismissal"
    RETORT = "retort"
    DEMAND = "demand"
    APPEAL = "appeal"
    PROPOSAL = "proposal"
    QUESTION = "question"
    THREAT = "threat"
    PROMISE = "promise"
    OFFER = "offer"
    AGREEMENT = "agreement"
    REJECTION = "rejection"
    INTENTION = "intention"
    CONCERN = "concern"
    CRITICISM = "criticism"
    PRAISE = "praise"
    SUPPORT = "support"
    APOLOGY = "apology"
    COMPLAINT = "complaint"
    HOPE = "hope"
    GOODWILL = "goodwill"
    MOCKERY = "mockery"
    DECLARATION = "declaration"
    LEGAL_ACTION = "legal_action"

    @property
    def act_class(self) -> ActClass:
        """The act's class after Searle."""
        return ActClass(_taxonomy()["acts"][self.value]["class"])

    @property
    def cameo(self) -> tuple[str, ...]:
        """CAMEO codes; one stands for itself and all codes that begin with it (13 for 130 to 139)."""
        return tuple(_taxonomy()["acts"][self.value]["cameo"])

    @property
    def plover(self) -> str | None:
        """The PLOVER event type, None where no single one fits."""
        return _taxonomy()["acts"][self.value]["plover"]

    @property
    def definition(self) -> str:
        """One sentence that says what counts as this act."""
        return _taxonomy()["acts"][self.value]["definition"]


class DeviceKind(StringEnum):
    """A device of framing: how words are held at a distance, sharpened, or left without a source."""

    DISTANCING_HEDGE = "distancing_hedge"
    SCARE_QUOTES = "scare_quotes"
    LOADED_LABEL = "loaded_label"
    RHETORICAL_QUESTION = "rhetorical_question"
    EVIDENTIAL_DENIAL = "evidential_denial"
    EVIDENTIAL_BOOST = "evidential_boost"
    APPEAL_TO_AUTHORITY = "appeal_to_authority"
    CONDITIONAL_ULTIMATUM = "conditional_ultimatum"
    VEILED_THREAT = "veiled_threat"
    FIGURATIVE_IDIOM = "figurative_idiom"
    CATEGORICAL_INTENSIFIER = "categorical_intensifier"
    AGENTLESS_ATTRIBUTION = "agentless_attribution"

    @property
    def definition(self) -> str:
        """One sentence that says what counts as this device."""
        return _taxonomy()["devices"][self.value]["definition"]


# The functional form, because "class" is a keyword.
_ActEntry = TypedDict(
    "_ActEntry", {"class": str, "cameo": list[str], "plover": str | None, "definition": str}
)


class _DeviceEntry(TypedDict):
    definition: str


class _Taxonomy(TypedDict):
    acts: dict[str, _ActEntry]
    devices: dict[str, _DeviceEntry]


@cache
def _taxonomy() -> _Taxonomy:
    # Imported here because it brings json: not every program that names acts reads what they mean.
    from quotelib.package_data import read_json

    taxonomy: _Taxonomy = read_json("taxonomy.json")
    return taxonomy
