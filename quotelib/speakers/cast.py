"""Who the names of a document stand for: every occurrence of a name linked to one entity.

Full names make entities beforehand. Short names, titled surnames and acronyms are linked while the
text is walked (`Cast.link_until`): to the entity of that name that was mentioned last in any way
(`Cast.seen`), or, where a headline runs ahead of its text, to the first one that follows. Gender
keeps two bearers of a surname apart ("Mr. Reed", "Mrs. Reed").

Tables by word hold at most `MAX_NAMESAKES` entities a word, so that linking stays linear however
often a word occurs.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence

from quotelib.speakers.closed_classes import GROUP, ORGANIZATION, PERSON, PERSONS, PLACE, UNKNOWN
from quotelib.speakers.entities import Entity
from quotelib.speakers.lexicon import Gender, Lexicon
from quotelib.speakers.names import Name, long_surnames

MAX_NAMESAKES = 12
"""Entities remembered for one surname, given name or last word."""

NEXT_TO = 4
"""Tokens within which two names are names of two people."""
MAIN = 4
"""Times as many mentions by which a namesake is meant although another was mentioned last."""
COURTESY = frozenset(("lady", "lord", "master", "miss", "mr", "mrs", "ms", "sir"))
"""Titles that with a full name tell of namesakes who are called by the surname alone."""
WIVES = frozenset(("mrs", "madame", "mme"))
"""Titles that may stand before the husband's given name."""
SUFFIXES = frozenset(
    "jr sr ii iii iv cbe dbe dds esq frs jd kbe kc mbe md mep mp obe ph.d phd qc ra".split()
)
"""Words that follow a surname and are no part of it."""
UNCOUNTED = frozenset(("of", "the", "for", "and", "&", "in", "on"))
"""Words that acronyms leave out."""


Bearers = dict[str, tuple[int, ...]]
"""The entities that have a word in their name."""


def _enter(table: Bearers, word: str, bearer: tuple[int]) -> None:
    """Let an entity be found by a word, unless enough others are."""
    bearers = table.get(word, ())
    if len(bearers) < MAX_NAMESAKES:
        table[word] = bearers + bearer if bearers else bearer


class Cast:
    """The entities of one document and which of its names refers to which.

    ``entities`` in order of creation, ``of_name[i]`` the index of the entity of ``names[i]`` or -1
    (a capitalised office that is nobody's name). ``genders`` are told by the text for surnames.
    """

    def __init__(
        self, names: Sequence[Name], lexicon: Lexicon, genders: Mapping[str, Gender]
    ) -> None:
        self.entities: list[Entity] = []
        self.of_name: list[int] = [-1] * len(names)
        self.by_role: dict[str, list[int]] = {}
        self._names = names
        self._lexicon = lexicon
        self._genders = genders
        self._by_full: dict[tuple[str, ...], int] = {}
        self._by_surname: Bearers = {}
        self._by_given: Bearers = {}
        self._by_last_word: Bearers = {}
        self._by_part: Bearers = {}
        self._by_first_word: Bearers = {}
        self._surnames = long_surnames(names, lexicon)
        self._by_acronym: dict[str, int] = {}
        self._last_seen = array("i")
        """Of each entity the token at which it was mentioned last, -1 before that."""
        self._next = 0
        self._link_full_names()
        for bearers in self._by_surname.values():
            if len(bearers) == 1:
                self._guess_gender(bearers[0])

    def add(self, entity: Entity) -> int:
        """Take in an entity that has no proper name (or a composed one); its index."""
        self.entities.append(entity)
        self._last_seen.append(-1)
        return len(self.entities) - 1

    def note_role(self, index: int, noun: str, modifiers: frozenset[str]) -> None:
        """Remember that ``noun`` was said of the entity."""
        entity = self.entities[index]
        if (noun, modifiers) in entity.roles or len(entity.roles) >= MAX_NAMESAKES:
            return
        entity.roles += ((noun, modifiers),)
        bearers = self.by_role.setdefault(noun, [])
        if index not in bearers and len(bearers) < 4 * MAX_NAMESAKES:
            bearers.append(index)

    def _link_full_names(self) -> None:
        """Make the entities of all names of two words or more, and of what stands in a place."""
        for position, name in enumerate(self._names):
            words = name.words
            if name.office or name.tentative:
                continue
            if len(words) == 1 and not name.located and name.kind is not GROUP:
                continue
            if words in self._surnames:
                continue
            if name.kind is ORGANIZATION:
                self.of_name[position] = self._organization(name)
            elif name.kind in (GROUP, PLACE):
                self.of_name[position] = self._by_whole_name(name, words)
            elif len(words) > 1:
                self.of_name[position] = self._person(name)

    def _person(self, name: Name) -> int:
        """The person of a full name; the fullest form of it is the one that is kept."""
        words = name.words
        # "Mrs. John Lee" is not John Lee.
        is_wife = name.title in WIVES and self._lexicon.name_gender(words[0]) == "male"
        key = f"{name.title} {words[0]}" if is_wife else words[0], self._surname(words)
        if key not in self._by_full:
            self._know_pet_form(key)
        index = self._by_whole_name(name, key)
        entity = self.entities[index]
        if is_wife:
            entity.name = name.start, name.last
        if name.label:
            self._by_acronym.setdefault("".join(word[0] for word in words), index)
        known = len(entity.words), entity.words[0] in self._lexicon.full_names
        if (len(words), words[0] in self._lexicon.full_names) > known:
            entity.words, entity.name = words, (name.first, name.last)
        return index

    def _by_whole_name(self, name: Name, key: tuple[str, ...]) -> int:
        """The entity of that full name, made if it is new."""
        index = self._by_full.get(key, -1)
        if index < 0:
            index = self._make(name)
            self._by_full[key] = index
        else:
            self._learn(index, name)
        return index

    def _organization(self, name: Name) -> int:
        """The organization of that name: the same words, an acronym, or the end of a fuller one."""
        words = name.words[1:] if name.words[0] == "the" and len(name.words) > 1 else name.words
        index = self._by_full.get(words, -1)
        if index < 0 and len(words) == 1:
            index = self._by_acronym.get(words[0].replace(".", ""), -1)
        if index < 0:
            index = next(
                (
                    i
                    for i in self._by_last_word.get(words[-1], ())
                    if set(words) <= set(self.entities[i].words)
                ),
                -1,
            )
        if index < 0:
            index = self._make(name)
        self._by_full[words] = index
        initials = "".join(word[0] for word in words if word not in UNCOUNTED)
        for acronym in filter(None, (name.alias, initials if len(initials) > 1 else "")):
            self._by_acronym.setdefault(acronym, index)
        return index

    def link_until(self, token: int) -> None:
        """Link all names that begin before ``token``; tokens must come in text order."""
        names = self._names
        while self._next < len(names) and names[self._next].first < token:
            position = self._next
            self._next += 1
            index, name = self.of_name[position], names[position]
            if index < 0:
                index = self._short(name)
                self.of_name[position] = index
            if index >= 0:
                self.seen(index, name.first)
                if not name.title and not name.office:
                    self.entities[index].bare_seen = True

    def seen(self, index: int, token: int) -> None:
        """Note that the entity was mentioned at ``token``, in whatever form."""
        self._last_seen[index] = token
        self.entities[index].count += 1

    def last_seen(self, index: int) -> int:
        """The token at which the entity was mentioned last, that of its name before that."""
        token = self._last_seen[index]
        return token if token >= 0 else self.entities[index].name[0]

    def entity_of_words(self, words: tuple[str, ...]) -> int:
        """The entity with that name, -1 if there is none: for names that tags do not show."""
        index = self._by_full.get(words, -1)
        if index < 0 and len(words) == 1:
            candidates = self._by_surname.get(words[0]) or self._by_last_word.get(words[0])
            if candidates:
                return self._most_recent(candidates)
            return self._by_acronym.get(words[0].replace(".", ""), -1)
        return index

    def namesakes(self, index: int) -> Sequence[int]:
        """The persons with the entity's surname, itself among them; at most `MAX_NAMESAKES`."""
        words = self.entities[index].words
        return self._by_surname.get(self._surname(words), ()) if words else ()

    def name_words(self, words: tuple[str, ...], index: int) -> None:
        """Let the entity be found by ``words``."""
        self._by_full.setdefault(words, index)

    def _short(self, name: Name) -> int:
        """The entity of a surname, a given name, a titled surname or an unknown single word.

        A word that can be a place's name, or is all capitals as acronyms are, is a person's if a
        full name of the document ends in it ("Ann Paris", "PENN: No.").
        """
        word = self._surname(name.words)
        candidates = list(self._by_surname.get(word, ()))
        if not candidates or not name.title:
            # "Sir Walter" and "Miss Ann" have their titles before given names.
            candidates += [
                i
                for i in self._by_given.get(word, ())
                if i not in candidates and self.entities[i].kind is PERSON
            ]
        candidates = [i for i in candidates if self._fits(i, name)]
        if name.title:
            alike = [i for i in candidates if name.title in self.entities[i].titles]
            candidates = alike or candidates
        if not candidates and not name.title:
            candidates = self._by_other_form(word, name)
        if not candidates and not name.title and not name.office:
            acronym = self._by_acronym.get(word.replace(".", ""), -1)
            if acronym >= 0 and name.kind is not PERSON:
                return acronym
            if name.kind is UNKNOWN:
                candidates = list(self._by_last_word.get(word, ()))
                if not candidates and word not in self._genders:
                    candidates = self._seen_among(self._by_first_word.get(word, ()))
                if not candidates and word.endswith("s") and word[:-1] in self._by_surname:
                    name.kind = GROUP
        if candidates:
            index = self._most_recent(candidates, titled=bool(name.title))
            self._learn(index, name)
            return index
        return self._of_new_word(name)

    def _know_pet_form(self, key: tuple[str, str]) -> None:
        """Let a full name mean whom the text also calls by another form of the given name.

        Only one bearer of the surname may have such a form ("Bill Reed" beside "William Reed").
        """
        given, surname = key
        alike = self._lexicon.nicknames.get(given, ())
        known = {self._by_full[one, surname] for one in alike if (one, surname) in self._by_full}
        if len(known) == 1:
            self._by_full[key] = known.pop()

    def _by_other_form(self, word: str, name: Name) -> list[int]:
        """The one person with another form of a given name, or with a word inside the full name.

        "Lizzy" is Elizabeth and "Arroyo" is Jimena Arroyo Cifuentes, if only one person fits. Whoever
        has a title before the given name ("Lady Catherine") has no pet form.
        """
        found = set(self._seen_among(self._by_part.get(word, ())))
        is_full = word in self._lexicon.full_names
        for other in self._lexicon.nicknames.get(word, ()):
            alone = self._by_surname.get(other, ())
            found.update(
                i for i in alone if len(self.entities[i].words) == 1 and not self.entities[i].titles
            )
            found.update(() if is_full else self._by_given.get(other, ()))
        fitting = [i for i in found if self._fits(i, name) and self._is_apart(i, name)]
        return fitting if len(fitting) == 1 else []

    def _seen_among(self, candidates: Iterable[int]) -> list[int]:
        """Those that the text has mentioned before: what stands for a fuller name follows it."""
        return [index for index in candidates if self._last_seen[index] >= 0]

    def _is_apart(self, index: int, name: Name) -> bool:
        """Whether the entity was not mentioned right before, as in "Bill and William"."""
        token = self._last_seen[index]
        return token < 0 or name.start - token >= NEXT_TO

    def _of_new_word(self, name: Name) -> int:
        """The entity of a short name that belongs to no full one; -1 if it names nobody."""
        if name.office or name.tentative:
            return -1
        if name.kind is PLACE:
            return self._by_whole_name(name, name.words)
        if name.kind is ORGANIZATION:
            return self._organization(name)
        index = self._make(name)
        if len(self._by_surname.get(self._surname(name.words), ())) == 1:
            self._guess_gender(index)
        return index

    def _guess_gender(self, index: int) -> None:
        """Let the only bearer of a surname have the gender that pronouns tell for it."""
        entity = self.entities[index]
        told = self._genders.get(entity.words[-1], "")
        if told == "they":
            entity.gender = told
        elif not entity.apparent_gender:
            entity.likely_gender = told

    def _fits(self, index: int, name: Name) -> bool:
        """Whether a short name can be the entity's: gender, and the custom of titled namesakes."""
        entity = self.entities[index]
        if entity.kind is UNKNOWN and entity.article and len(entity.words) > 1:
            return False
        if name.title and name.gender and entity.gender and name.gender != entity.gender:
            return False
        if (name.title == "mrs" and "miss" in entity.titles) or (
            name.title == "miss" and "mrs" in entity.titles
        ):
            return False
        if (
            name.gender == "female"
            and len(entity.words) == 1
            and entity.titles
            and not entity.gender
        ):
            # "Mrs. Croft" is not "Admiral Croft", nor "Mrs. Ames" "Dr. Ames".
            return False
        if not (name.title and self._lexicon.title_gender(name.title)):
            return True
        return not entity.formal and (self._last_seen[index] >= 0 or len(entity.words) == 1)

    def _most_recent(self, candidates: Sequence[int], *, titled: bool = False) -> int:
        """The candidate mentioned last, unless that is an aside and the text is about another.

        Titles tell namesakes apart as a passage needs it. Before the first mention of all, it is
        the candidate that comes first.
        """
        seen = [index for index in candidates if self._last_seen[index] >= 0]
        if seen:
            last = max(seen, key=self._last_seen.__getitem__)
            main = max(seen, key=lambda index: self.entities[index].count)
            is_aside = self.entities[main].count >= MAIN * self.entities[last].count
            return main if is_aside and not titled else last
        return min(candidates, key=lambda index: self.entities[index].name)

    def _make(self, name: Name) -> int:
        """A new entity for ``name``, entered in the tables of its words."""
        entity = Entity(name.kind, "", (name.first, name.last), name.words)
        entity.article = name.article
        entity.named = name.kind is not GROUP
        index = self.add(entity)
        alone = (index,)  # one object for all the words that mean nobody else
        words = name.words
        if name.kind in PERSONS:
            _enter(self._by_surname, self._surname(words), alone)
            if len(words) > 1:
                _enter(self._by_given, words[0], alone)
                for word in words[1:-1]:
                    _enter(self._by_part, word, alone)
        else:
            _enter(self._by_last_word, words[-1], alone)
        if len(words) > 1 and name.kind in (UNKNOWN, ORGANIZATION):
            _enter(self._by_first_word, words[words[0] == "the"], alone)
        self._learn(index, name)
        return index

    def _learn(self, index: int, name: Name) -> None:
        """Take over what one occurrence of the name tells of its bearer."""
        entity = self.entities[index]
        if len(name.words) > 1 or name.title or name.roles:
            entity.gender = entity.gender or name.gender
        elif len(entity.words) == 1:
            entity.likely_gender = name.gender
        entity.article = entity.article and name.article
        if entity.kind is UNKNOWN and name.kind is PERSON:
            entity.kind = name.kind
        if name.affiliation and not entity.affiliation:
            entity.affiliation = name.affiliation
        if name.title:
            title = name.title
            entity.add_title(title)
            if entity.title_range is None:
                entity.title_range, entity.title = (name.start, name.last), title
            entity.formal = entity.formal or (title in COURTESY and len(name.words) > 1)
            self.note_role(index, title.rpartition(" ")[2], frozenset(title.split()[:-1]))
        for role in name.roles:
            self.note_role(index, role.noun, role.modifiers)
            entity.add_title(role.title)
            entity.affiliation = entity.affiliation or role.affiliation

    @staticmethod
    def _surname(words: tuple[str, ...]) -> str:
        """The last word that is no suffix such as "Jr."."""
        last = len(words) - 1
        while last and words[last] in SUFFIXES:
            last -= 1
        return words[last]
