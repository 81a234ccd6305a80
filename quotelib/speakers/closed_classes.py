"""Closed classes: kinds of speakers, pronouns by person and number, determiners, the tags of finite verbs."""

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.lexicon import Gender

# Each name is asked for its kind, and members of an enumeration are looked up slowly before Python 3.12.
PERSON, UNKNOWN = SpeakerKind.PERSON, SpeakerKind.UNKNOWN
ORGANIZATION, PLACE, GROUP = SpeakerKind.ORGANIZATION, SpeakerKind.PLACE, SpeakerKind.GROUP
PERSONS = (PERSON, UNKNOWN)
"""Whoever may be a person."""

GENDER_OF_PRONOUN: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
"""Personal pronouns of the third person singular, with the gender they show."""
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
SECOND_PERSON = frozenset({"you", "your", "yours", "yourself", "yourselves"})
THIRD_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "where"})
PRONOUNS = (
    frozenset(GENDER_OF_PRONOUN)
    | FIRST_PERSON
    | FIRST_PLURAL
    | SECOND_PERSON
    | THIRD_PLURAL
    | NEUTER
    | RELATIVE
    | {"one"}
)

ARTICLES = frozenset({"the", "a", "an"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset(
    {"a", "an", "another", "one", "some", "any", "every", "each", "no"}
    | {"several", "many", "few", "two", "three"}
)
PLURAL_DETERMINERS = frozenset({"many", "several", "some", "most", "few", "no", "two", "three"})
POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their", "whose"})

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that have a subject."""
