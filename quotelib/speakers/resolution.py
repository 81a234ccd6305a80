"""Who is meant: from attributions to speakers, over the whole document, in text order.

The text is walked once. Names (found beforehand, `names`, and linked, `entities`) and the pronouns
"he" and "she" of the narration are noted in a timeline as they come; each source of an attribution
is resolved when the walk reaches it, by the kind of expression it is (`mentions`):

- a name means its entity; joined names are a group of their own;
- a personal pronoun takes up the most prominent agreeing entity (`antecedents`);
- a relative pronoun means what stands before it;
- "I" means the speaker of the quotation it stands in, or the narrator;
- a nominal means the entity of which its noun was said, or an entity of its own that the text does
  not name (`nominals`).

What the text does not name stays unnamed: an anonymous source has a speaker record of its own, with
the phrase as its name and ``named`` false.
"""

from collections.abc import Sequence

from quotelib.attribution.attributions import Attribution
from quotelib.enumerations import SpeakerKind
from quotelib.records import Span, Speaker
from quotelib.speakers.antecedents import WEIGHTS, Timeline, choose_person
from quotelib.speakers.entities import Cast, Entity
from quotelib.speakers.lexicon import Gender, Lexicon, bare, lexicon
from quotelib.speakers.mentions import Mention, MentionReader, MentionType, nominal_kind
from quotelib.speakers.names import Name, find_names, kind_of_words
from quotelib.speakers.nominals import NominalResolver
from quotelib.text.analysis import Analysis, TokenRange

GENDER_OF_PRONOUN: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself"])
FIRST_PERSON_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
RELATIVE = frozenset(["who", "whom", "whose", "which", "that", "where"])
FINITE_TAGS = frozenset(("VBD", "VBZ", "VBP", "MD"))


class Resolution:
    """Who the sources of a document are.

    Attributes:
        of: For every attribution the index of its speaker in `speakers`, or None.
    """

    def __init__(self, resolver: "_Resolver", entities: list[int | None]) -> None:
        self._resolver = resolver
        self._speaker_of_entity: dict[int, int] = {}
        self._entities: list[int] = []
        self._speakers: tuple[Speaker, ...] | None = None
        known = sorted(
            {entity for entity in entities if entity is not None}, key=resolver.first_mention
        )
        for entity in known:
            self._register(entity)
        self.of: list[int | None] = [
            None if entity is None else self._speaker_of_entity[entity] for entity in entities
        ]

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The speakers; those of attributions in order of first mention, then what `at` added."""
        if self._speakers is None:
            self._speakers = tuple(map(self._resolver.speaker, self._entities))
        return self._speakers

    def at(self, first: int, last: int) -> int | None:
        """The speaker that the noun phrase of tokens ``first`` to ``last`` means, None for none.

        An entity that no attribution has as its source is added to `speakers`.
        """
        if not 0 <= first < last:
            return None
        entity = self._resolver.resolve(first, last)
        return None if entity is None else self._register(entity)

    def _register(self, entity: int) -> int:
        speaker = self._speaker_of_entity.get(entity)
        if speaker is None:
            speaker = self._speaker_of_entity[entity] = len(self._entities)
            self._entities.append(entity)
            self._speakers = None
        return speaker


def resolve(analysis: Analysis, attributions: Sequence[Attribution]) -> Resolution:
    """Find out who the sources of the attributions are."""
    resolver = _Resolver(analysis, lexicon())
    return Resolution(resolver, resolver.walk(attributions))


class _Resolver:
    """The state of one walk through a document."""

    def __init__(self, analysis: Analysis, words: Lexicon) -> None:
        self._analysis = analysis
        self._lexicon = words
        self._names: list[Name] = find_names(analysis, words)
        self._cast = Cast(self._names, words)
        self._reader = MentionReader(analysis, self._names, words)
        self._sentence_of = _range_numbers(analysis.sentences)
        self._paragraph_of = _range_numbers(analysis.paragraphs)
        self._timeline = Timeline()
        self._nominals = NominalResolver(
            analysis, self._cast, self._names, self._timeline, self._sentence_of, words
        )
        self._of_range: dict[TokenRange, int | None] = {}
        self._quotation_speakers: dict[int, int] = {}
        self._last_source: int | None = None
        self._narrator: int | None = None
        self._name_ranges: dict[int, list[TokenRange]] = {}

    # -- the walk ---------------------------------------------------------------------------

    def walk(self, attributions: Sequence[Attribution]) -> list[int | None]:
        """The entity of every attribution's source."""
        order = sorted(
            range(len(attributions)),
            key=lambda i: (_place(attributions[i]), i),
        )
        steps = self._background()
        entities: list[int | None] = [None] * len(attributions)
        step = 0
        for index in order:
            attribution = attributions[index]
            if attribution.source is None:
                continue
            first, last = attribution.source
            while step < len(steps) and steps[step][0] < first:
                self._note(*steps[step])
                step += 1
            self._cast.link_until(last)
            entity = self.resolve(first, last)
            entities[index] = entity
            if entity is not None:
                self._note_source(attribution, entity)
        while step < len(steps):
            self._note(*steps[step])
            step += 1
        self._cast.link_until(len(self._analysis.forms))
        return entities

    def _background(self) -> list[tuple[int, int]]:
        """What the timeline holds besides sources: (token, name index or -1 for a pronoun)."""
        steps = [(name.first, index) for index, name in enumerate(self._names)]
        quoted = self._analysis.quoted
        steps += [
            (token, -1)
            for token, form in enumerate(self._analysis.forms)
            if form in ("he", "she", "He", "She") and not quoted[token]
        ]
        steps.sort()
        return steps

    def _note(self, token: int, name: int) -> None:
        """Note a name or a pronoun of the narration in the timeline."""
        tags = self._analysis.tags
        quoted = bool(self._analysis.quoted[token])
        if name < 0:
            gender = GENDER_OF_PRONOUN[self._analysis.forms[token].lower()]
            entity = self._person(token, gender)
            if entity >= 0:
                self._learn_gender(entity, gender)
                self._timeline.add(token, entity, WEIGHTS.subject + WEIGHTS.pronoun, quoted)
            return
        self._cast.link_until(token + 1)
        entity = self._cast.of_name[name]
        if entity < 0:
            return
        last = self._names[name].last
        following = tags[last] if last < len(tags) else ""
        weight = 0.0
        if following in FINITE_TAGS:
            weight = WEIGHTS.subject
        elif following == "POS":
            weight = WEIGHTS.possessive
        self._timeline.add(token, entity, weight, quoted)

    def _note_source(self, attribution: Attribution, entity: int) -> None:
        """Remember whom the attribution was resolved to."""
        assert attribution.source is not None
        first, last = attribution.source
        quoted = bool(self._analysis.quoted[first])
        if not quoted:
            self._last_source = entity
        self._timeline.add(first, entity, WEIGHTS.subject + WEIGHTS.source, quoted)
        for begin, _ in attribution.content:
            pair = self._analysis.quoted[begin]
            if pair:
                self._quotation_speakers[pair] = entity

    # -- one noun phrase --------------------------------------------------------------------

    def resolve(self, first: int, last: int) -> int | None:
        """The entity that the tokens ``first`` to ``last`` mean, None if nothing tells."""
        last = min(last, len(self._analysis.forms))
        if first >= last:
            return None
        if (first, last) in self._of_range:
            return self._of_range[first, last]
        mention = self._reader.read(first, last)
        entity = self._of_mention(mention)
        if entity is not None:
            self._cast.entities[entity].mentions.append((mention.first, mention.last))
            self._cast.seen(entity, mention.first)
        self._of_range[first, last] = entity
        return entity

    def _of_mention(self, mention: Mention) -> int | None:
        if mention.type is MentionType.NAME:
            return self._of_name(mention)
        if mention.type is MentionType.JOINT:
            return self._joint(mention)
        if mention.type is MentionType.PRONOUN:
            return self._of_pronoun(mention)
        if self._looks_like_name(mention):
            return self._capitalised(mention)
        return self._nominals.resolve(mention, self._last_source)

    def _of_name(self, mention: Mention) -> int:
        position = mention.names[0]
        entity = self._cast.of_name[position]
        return entity if entity >= 0 else self._capitalised(mention)

    def _capitalised(self, mention: Mention) -> int:
        """A name that the tags or a headline did not show; made an entity if it is new."""
        forms = self._analysis.forms
        first, last = mention.first, mention.head + 1
        if forms[first].lower() in ("the", "a", "an") and last - first > 1:
            first += 1
        words = tuple(bare(form) for form in forms[first:last])
        entity = self._cast.entity_of_words(words)
        if entity < 0:
            kind = kind_of_words(forms[first:last], self._lexicon)
            made = Entity(kind, "", (first, last), words, bare_seen=True)
            made.article = first > mention.first
            entity = self._cast.add(made)
            self._cast.name_words(words, entity)
        return entity

    def _looks_like_name(self, mention: Mention) -> bool:
        """Whether every word of a nominal up to its head is capitalised, and not just the first."""
        forms = self._analysis.forms
        first = mention.first
        if forms[first].lower() in ("the", "a", "an") and mention.head > first:
            first += 1
        if mention.possessed or not all(form[0].isupper() for form in forms[first : mention.head + 1]):
            return False
        noun = mention.noun
        if self._lexicon.is_person_noun(noun) or noun in self._lexicon.offices:
            return False
        if first == mention.head:
            sentence = self._analysis.sentences[self._sentence_of[first]]
            if first > sentence[0]:
                return forms[first - 1] not in "“\"‘'"
            return self._cast.entity_of_words((bare(forms[first]),)) >= 0
        return nominal_kind(mention, self._lexicon) is SpeakerKind.UNKNOWN

    def _joint(self, mention: Mention) -> int:
        members = tuple(self._cast.of_name[name] for name in mention.names)
        first, last = self._names[mention.names[0]].first, self._names[mention.names[-1]].last
        return self._cast.add(
            Entity(SpeakerKind.GROUP, "", (first, last), (), named=False, members=members)
        )

    # -- pronouns ---------------------------------------------------------------------------

    def _person(self, token: int, gender: Gender, quoted: bool = False) -> int:
        return choose_person(
            self._timeline, self._cast.entities, self._sentence_of, self._paragraph_of,
            token, gender, quoted,
        )  # fmt: skip

    def _learn_gender(self, entity: int, gender: Gender) -> None:
        bearer = self._cast.entities[entity]
        bearer.gender = bearer.gender or gender

    def _of_pronoun(self, mention: Mention) -> int | None:
        word, token = mention.noun, mention.head
        forms = self._analysis.forms
        word = forms[token].lower()
        if word in GENDER_OF_PRONOUN:
            gender = GENDER_OF_PRONOUN[word]
            entity = self._person(token, gender, bool(self._analysis.quoted[token]))
            if entity >= 0:
                self._learn_gender(entity, gender)
                return entity
            return self._unnamed(mention, SpeakerKind.UNKNOWN, gender)
        if word in FIRST_PERSON:
            return self._first_person(mention)
        if word in FIRST_PERSON_PLURAL or word in ("they", "them", "their", "theirs", "themselves"):
            return self._plural(mention)
        if word in RELATIVE:
            return self._relative(mention)
        if word in ("it", "its", "itself"):
            return self._neuter(mention)
        return self._unnamed(mention, SpeakerKind.UNKNOWN)

    def _first_person(self, mention: Mention) -> int:
        """"I" in a quotation is its speaker, outside the narrator."""
        pair = self._analysis.quoted[mention.head]
        if pair in self._quotation_speakers:
            return self._quotation_speakers[pair]
        if self._narrator is None:
            byline = self._byline()
            self._narrator = (
                byline if byline >= 0 else self._unnamed(mention, SpeakerKind.UNKNOWN)
            )
        return self._narrator

    def _byline(self) -> int:
        """The author whom the head of the text names: "By Ann Lee", "Ann Lee: What we owe"."""
        forms = self._analysis.forms
        head = self._analysis.paragraphs[:3]
        limit = head[-1][1] if head else 0
        for index, name in enumerate(self._names):
            if name.first >= limit:
                return -1
            if name.kind not in (SpeakerKind.PERSON, SpeakerKind.UNKNOWN):
                continue
            signed = name.start > 0 and forms[name.start - 1].lower() == "by"
            titled = name.start == 0 and name.last < len(forms) and forms[name.last] == ":"
            if signed or titled:
                return self._cast.of_name[index]
        return -1

    def _plural(self, mention: Mention) -> int:
        """"They" takes up the last plural source nearby; neither it nor "we" has a name."""
        previous = self._last_source
        if previous is not None and mention.noun.startswith("the"):
            entity = self._cast.entities[previous]
            at = entity.mentions[-1][0] if entity.mentions else 0
            near = self._sentence_of[mention.head] - self._sentence_of[at] <= 2
            if near and entity.kind is SpeakerKind.GROUP:
                return previous
        return self._unnamed(mention, SpeakerKind.GROUP)

    def _neuter(self, mention: Mention) -> int:
        """"It" takes up the last source if that was a body, a place or a document nearby."""
        previous = self._last_source
        if previous is not None:
            entity = self._cast.entities[previous]
            at = entity.mentions[-1][0] if entity.mentions else 0
            near = self._sentence_of[mention.head] - self._sentence_of[at] <= 2
            if near and entity.kind in (
                SpeakerKind.ORGANIZATION,
                SpeakerKind.DOCUMENT,
                SpeakerKind.PLACE,
            ):
                return previous
        return self._unnamed(mention, SpeakerKind.UNKNOWN)

    def _relative(self, mention: Mention) -> int | None:
        """A relative pronoun means the noun phrase that ends before it."""
        forms, tags = self._analysis.forms, self._analysis.tags
        end = mention.head
        while end and (forms[end - 1] in (",", ")", "--", "—", "–") or tags[end - 1] == "IN"):
            if forms[end - 1] == ")":
                opening = next((j for j in range(end - 2, max(-1, end - 8), -1) if forms[j] == "("), -1)
                end = opening if opening > 0 else end - 1
            else:
                end -= 1
        if not end or self._sentence_of[end - 1] != self._sentence_of[mention.head]:
            return self._unnamed(mention, SpeakerKind.UNKNOWN)
        name = self._reader.name_covering(end - 1)
        if name >= 0 and self._cast.of_name[name] >= 0:
            return self._cast.of_name[name]
        begin = end - 1
        while begin and end - begin < 8 and tags[begin - 1] in (
            "DT", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "CD", "VBN", "VBG",
        ):  # fmt: skip
            begin -= 1
        if not tags[end - 1].startswith("NN"):
            return self._unnamed(mention, SpeakerKind.GROUP)
        antecedent = self._reader.read(begin, end)
        if antecedent.type in (MentionType.NAME, MentionType.NOMINAL):
            return self._of_mention(antecedent)
        return self._unnamed(mention, SpeakerKind.UNKNOWN)

    def _unnamed(self, mention: Mention, kind: SpeakerKind, gender: Gender = "") -> int:
        """A new entity that the text does not name."""
        return self._cast.add(
            Entity(kind, gender, (mention.first, mention.last), (), named=False)
        )

    # -- records ----------------------------------------------------------------------------

    def first_mention(self, entity: int) -> int:
        """Token at which the entity is first named or mentioned."""
        found = self._cast.entities[entity]
        return min([found.name[0], *(first for first, _ in found.mentions)])

    def speaker(self, index: int) -> Speaker:
        """The public record of an entity."""
        entity = self._cast.entities[index]
        mentions = sorted({entity.name, *entity.mentions, *self._named_mentions(index)})
        kind = entity.kind
        if kind is SpeakerKind.UNKNOWN and entity.named:
            kind = SpeakerKind.ORGANIZATION if entity.article else SpeakerKind.PERSON
        affiliation = self._span(entity.affiliation).text if entity.affiliation else None
        return Speaker(
            name=self._span(self._display_name(entity)).text,
            kind=kind,
            mentions=tuple(map(self._span, mentions)),
            titles=tuple(entity.titles),
            affiliation=affiliation,
            named=entity.named,
        )

    def _display_name(self, entity: Entity) -> TokenRange:
        """The fullest name; with its title where the text never uses the bare surname."""
        if entity.title_range and len(entity.words) == 1 and not entity.bare_seen:
            title = next(iter(entity.titles)).rpartition(" ")[2]
            if title not in self._lexicon.offices:
                return entity.title_range
        return entity.name

    def _named_mentions(self, index: int) -> list[TokenRange]:
        """The ranges of the names that refer to the entity."""
        if not self._name_ranges:
            for position, entity in enumerate(self._cast.of_name):
                name = self._names[position]
                self._name_ranges.setdefault(entity, []).append((name.first, name.last))
        return self._name_ranges.get(index, [])

    def _span(self, tokens: TokenRange) -> Span:
        start = self._analysis.starts[tokens[0]]
        end = self._analysis.ends[tokens[1] - 1]
        return Span(start, end, self._analysis.text[start:end])


def _range_numbers(ranges: Sequence[TokenRange]) -> list[int]:
    """For every token, the number of the range that it is in."""
    numbers: list[int] = []
    for number, (first, last) in enumerate(ranges):
        numbers.extend([number] * (last - first))
    return numbers


def _place(attribution: Attribution) -> int:
    """Where the walk meets an attribution: at its source, else at its content."""
    if attribution.source is not None:
        return attribution.source[0]
    return attribution.content[0][0] if attribution.content else 0
