"""Whom a pronoun means: personal, first-person, plural, neuter and relative pronouns."""

from bisect import bisect_left

from quotelib.enumerations import SpeakerKind
from quotelib.speakers.antecedents import agrees, best, person_scores
from quotelib.speakers.closed_classes import (
    FINITE_TAGS,
    FIRST_PERSON,
    FIRST_PLURAL,
    GENDER_OF_PRONOUN,
    NEUTER,
    RELATIVE,
    THIRD_PLURAL,
)
from quotelib.speakers.discourse import Discourse
from quotelib.speakers.entities import Entity
from quotelib.speakers.lexicon import Gender
from quotelib.speakers.mentions import Mention, MentionType
from quotelib.speakers.name_runs import NAME_TAGS

NEAR = 2
"""Sentences back to the source that "they" or "it" takes up."""
MAX_ANTECEDENT = 8
"""Tokens of the noun phrase before a relative pronoun."""
MAX_PARENTHESIS = 8
"""Tokens of a parenthesis between a noun phrase and its relative clause ("Lee (D-Ohio), who")."""
BYLINE_PARAGRAPHS = 3
"""Paragraphs at the head of a text in which its author may be named."""

ANTECEDENT_TAGS = frozenset(
    {"DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "CD", "VBN", "VBG"}
)
MAX_AHEAD = 4
"""Names after a pronoun that are looked at for whom it is about to be."""
PERSONAL = frozenset({SpeakerKind.PERSON, SpeakerKind.UNKNOWN})
NAMING_ONESELF = frozenset(
    {("i", ","), ("name", "is"), ("name", "was"), ("called", "me"), ("call", "me")}
    | {("named", "me"), ("called", "myself"), ("christened", "me")}
)
"""Words of a narrator's before his own name."""
NOT_PERSONAL = frozenset({SpeakerKind.ORGANIZATION, SpeakerKind.DOCUMENT, SpeakerKind.PLACE})


class PronounResolver:
    """Resolves the pronouns of one document, in text order.

    ``last_source`` is the entity of the last source outside quotations, ``speaker_of_pair`` the
    entity whose words a pair of quotation marks holds (keys as in ``Analysis.quoted``); both are
    kept up by the walk.
    """

    def __init__(self, discourse: Discourse) -> None:
        self.last_source: int | None = None
        self.speaker_of_pair: dict[int, int] = {}
        self._discourse = discourse
        self._name_starts = [name.first for name in discourse.names]
        self._narrator: int | None = None
        self._scores: tuple[int, dict[int, float]] = (-1, {})

    def resolve(self, mention: Mention) -> int | Mention:
        """The entity that a pronoun means, or the noun phrase that it stands for."""
        word = self._discourse.analysis.forms[mention.head].lower()
        if word in GENDER_OF_PRONOUN:
            return self.personal(mention, GENDER_OF_PRONOUN[word])
        if word in FIRST_PERSON:
            return self._first_person(mention)
        if word in THIRD_PLURAL:
            return self._taken_up(mention, frozenset({SpeakerKind.GROUP}), SpeakerKind.GROUP)
        if word in FIRST_PLURAL:
            return self._unnamed(mention, SpeakerKind.GROUP)
        if word in NEUTER:
            return self._taken_up(mention, NOT_PERSONAL, SpeakerKind.UNKNOWN)
        if word in RELATIVE:
            return self._relative(mention)
        return self._unnamed(mention, SpeakerKind.UNKNOWN)

    def scores(self, token: int, gender: Gender) -> dict[int, float]:
        """The candidates for "he" or "she" at ``token``; what the caller adds counts in `resolve`."""
        if self._scores[0] != token:
            self._scores = (token, person_scores(self._discourse, token, gender))
        return self._scores[1]

    def personal(self, mention: Mention, gender: Gender) -> int:
        """Whom "he" or "she" means; its gender is learnt for who had none."""
        entity = best(self.scores(mention.head, gender))
        if entity < 0:
            entity = self._named_ahead(mention.head, gender)
        if entity < 0:
            return self._unnamed(mention, SpeakerKind.UNKNOWN, gender)
        bearer = self._discourse.cast.entities[entity]
        bearer.gender = bearer.gender or gender
        return entity

    def _named_ahead(self, token: int, gender: Gender) -> int:
        """Whom the rest of the sentence names first ("Asked whether *he* agreed, Mr. *Lee* …"), or -1."""
        discourse = self._discourse
        quoted, sentence_at = discourse.analysis.quoted, discourse.sentence_at
        index = bisect_left(self._name_starts, token)
        for place in range(index, min(index + MAX_AHEAD, len(discourse.names))):
            first = self._name_starts[place]
            if sentence_at(first) != sentence_at(token):
                return -1
            entity = discourse.cast.of_name[place]
            if entity >= 0 and not quoted[first] and discourse.names[place].kind in PERSONAL:
                bearer = discourse.cast.entities[entity]
                return entity if agrees(bearer, gender) else -1
        return -1

    def _first_person(self, mention: Mention) -> int:
        """The speaker of the quotation around "I"; outside quotations the narrator."""
        pair = self._discourse.analysis.quoted[mention.head]
        if pair in self.speaker_of_pair:
            return self.speaker_of_pair[pair]
        if pair:
            return self._unnamed(mention, SpeakerKind.UNKNOWN)
        return self.narrator(mention.head)

    def narrator(self, token: int) -> int:
        """Who "I" at a token of the narration is."""
        if self._narrator is None:
            self._narrator = self._byline()
            if self._narrator < 0:
                self._narrator = self._self_named()
            if self._narrator < 0:
                nobody_named = Entity(SpeakerKind.UNKNOWN, "", (token, token + 1), (), named=False)
                self._narrator = self._discourse.cast.add(nobody_named)
            self._discourse.cast.entities[self._narrator].narrator = True
        return self._narrator

    def narrator_named(self) -> dict[int, int]:
        """By the narrator without a byline the person as whom "I" turned out to name itself."""
        narrator, cast = self._narrator, self._discourse.cast
        if narrator is None or cast.entities[narrator].named:
            return {}
        person = self._self_named()
        if person < 0:
            return {}
        cast.entities[person].narrator = True
        return {narrator: person}

    def _self_named(self) -> int:
        """Who "I" of the narration says to be, as far as names are linked, or -1.

        "I, Ann Lee, …", "my name is Ann Lee", "they called me Ann". Whoever is named more often than
        "I" occurs is written about, and only cited so.
        """
        analysis, names = self._discourse.analysis, self._discourse.names
        for place, name in enumerate(names):
            before = tuple(
                form.lower() for form in analysis.forms[max(0, name.start - 2) : name.start]
            )
            if before not in NAMING_ONESELF or analysis.quoted[name.start]:
                continue
            if analysis.tags[max(0, name.start - 3)] in NAME_TAGS:
                # "Conrad I, Lord of Norland": a number, no narrator.
                continue
            person = self._discourse.cast.of_name[place]
            times = sum(other.words[-1] == name.words[-1] for other in names)
            is_told_of = times > analysis.forms.count("I")
            return person if name.kind in PERSONAL and not is_told_of else -1
        return -1

    def _byline(self) -> int:
        """The author whom the head of the text names: "By Ann Lee", "Ann Lee: What we owe"."""
        forms = self._discourse.analysis.forms
        head = self._discourse.analysis.paragraphs[:BYLINE_PARAGRAPHS]
        limit = head[-1][1] if head else 0
        for index, name in enumerate(self._discourse.names):
            if name.first >= limit:
                return -1
            if name.kind is not SpeakerKind.PERSON and name.kind is not SpeakerKind.UNKNOWN:
                continue
            signed = name.start > 0 and forms[name.start - 1].lower() == "by"
            heads = name.start == 0 and name.last < len(forms) and forms[name.last] == ":"
            if signed or heads:
                return self._discourse.cast.of_name[index]
        return -1

    def _taken_up(
        self, mention: Mention, kinds: frozenset[SpeakerKind], otherwise: SpeakerKind
    ) -> int:
        """The sentence's subject, or the last source, if it is of those kinds; else something unnamed."""
        if SpeakerKind.GROUP in kinds:
            person = self._singular_they(mention)
            if person >= 0:
                return person
        opening = self._opening_subject(mention.head, kinds)
        if opening is not None:
            return opening
        previous = self.last_source
        if previous is not None:
            entity = self._discourse.cast.entities[previous]
            at = self._discourse.cast.last_seen(previous)
            sentence_at = self._discourse.sentence_at
            if entity.kind in kinds and sentence_at(mention.head) - sentence_at(at) <= NEAR:
                return previous
        unnamed = self._unnamed(mention, otherwise)
        self._discourse.cast.entities[unnamed].impersonal = otherwise is SpeakerKind.UNKNOWN
        return unnamed

    def _singular_they(self, mention: Mention) -> int:
        """The person of whom the text says "they", unless several were the last source; -1 if none."""
        cast = self._discourse.cast
        scores = person_scores(self._discourse, mention.head, "they")
        stated = {i: score for i, score in scores.items() if cast.entities[i].gender == "they"}
        person, previous = best(stated), self.last_source
        if person < 0 or previous is None or cast.entities[previous].kind is not SpeakerKind.GROUP:
            return person
        return person if cast.last_seen(person) > cast.last_seen(previous) else -1

    def _opening_subject(self, token: int, kinds: frozenset[SpeakerKind]) -> int | None:
        """The named subject that begins the sentence of `token` ("*Peru* has opened what *it* calls …")."""
        discourse = self._discourse
        tags = discourse.analysis.tags
        first = discourse.analysis.sentences[discourse.sentence_at(token)][0]
        name = discourse.reader.name_covering(first + (tags[first] == "DT"))
        if name < 0 or discourse.names[name].last >= token:
            return None
        follows = tags[discourse.names[name].last]
        entity = discourse.cast.of_name[name]
        if entity < 0 or follows not in FINITE_TAGS or discourse.analysis.quoted[token]:
            return None
        return entity if discourse.cast.entities[entity].kind in kinds else None

    def _relative(self, mention: Mention) -> int | Mention:
        """The noun phrase that ends before a relative pronoun."""
        discourse = self._discourse
        tags = discourse.analysis.tags
        end = self._antecedent_end(mention.head)
        if not end or discourse.sentence_at(end - 1) != discourse.sentence_at(mention.head):
            return self._unnamed(mention, SpeakerKind.UNKNOWN)
        name = discourse.reader.name_covering(end - 1)
        if name >= 0 and discourse.cast.of_name[name] >= 0:
            return discourse.cast.of_name[name]
        if not tags[end - 1].startswith("NN"):
            return self._unnamed(mention, SpeakerKind.GROUP)
        begin = end - 1
        first = discourse.analysis.sentences[discourse.sentence_at(begin)][0]
        while begin > first and end - begin < MAX_ANTECEDENT and tags[begin - 1] in ANTECEDENT_TAGS:
            begin -= 1
        antecedent = discourse.reader.read(begin, end)
        if antecedent.type is MentionType.PRONOUN:
            return self._unnamed(mention, SpeakerKind.UNKNOWN)
        return antecedent

    def _antecedent_end(self, pronoun: int) -> int:
        """Past the last token of the noun phrase before a relative pronoun, 0 if there is none."""
        forms, tags = self._discourse.analysis.forms, self._discourse.analysis.tags
        end = pronoun
        while end and (forms[end - 1] in ",)--—–" or tags[end - 1] == "IN"):
            if forms[end - 1] == ")":
                earliest = max(-1, end - MAX_PARENTHESIS)
                opening = next((j for j in range(end - 2, earliest, -1) if forms[j] == "("), -1)
                end = opening if opening > 0 else end - 1
            else:
                end -= 1
        return end

    def _unnamed(self, mention: Mention, kind: SpeakerKind, gender: Gender = "") -> int:
        """A new entity that the text does not name."""
        return self._discourse.cast.add(
            Entity(kind, gender, (mention.first, mention.last), (), named=False)
        )
