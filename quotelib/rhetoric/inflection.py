"""From a lemma to the forms it takes: lets a trigger be found by looking up the form as it stands.

Regular English inflection plus the irregular verbs that name speech acts. A form that English does
not have does no harm (it is never met), so both spellings are made where doubling is in doubt.
"""

_IRREGULAR_VERBS = {
    "be": "am is are was were been being",
    "beg": "begs begged begging",
    "begin": "begins began begun beginning",
    "bet": "bets bet betting",
    "bite": "bites bit bitten biting",
    "break": "breaks broke broken breaking",
    "bring": "brings brought bringing",
    "call": "calls called calling",
    "cast": "casts cast casting",
    "come": "comes came coming",
    "catch": "catches caught catching",
    "choose": "chooses chose chosen choosing",
    "cut": "cuts cut cutting",
    "draw": "draws drew drawn drawing",
    "eat": "eats ate eaten eating",
    "find": "finds found finding",
    "fling": "flings flung flinging",
    "forbid": "forbids forbade forbidden forbidding",
    "forecast": "forecasts forecast forecasted forecasting",
    "foresee": "foresees foresaw foreseen foreseeing",
    "foretell": "foretells foretold foretelling",
    "forget": "forgets forgot forgotten forgetting",
    "forgive": "forgives forgave forgiven forgiving",
    "forswear": "forswears forswore forsworn forswearing",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "have": "has had having",
    "hit": "hits hit hitting",
    "hold": "holds held holding",
    "keep": "keeps kept keeping",
    "lay": "lays laid laying",
    "light": "lights lit lighted lighting",
    "lead": "leads led leading",
    "leap": "leaps leapt leaped leaping",
    "leave": "leaves left leaving",
    "make": "makes made making",
    "overrule": "overrules overruled overruling",
    "pay": "pays paid paying",
    "plead": "pleads pleaded pled pleading",
    "put": "puts put putting",
    "quit": "quits quit quitting",
    "rebut": "rebuts rebutted rebutting",
    "rip": "rips ripped ripping",
    "run": "runs ran running",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "sell": "sells sold selling",
    "send": "sends sent sending",
    "set": "sets set setting",
    "shake": "shakes shook shaken shaking",
    "shoot": "shoots shot shooting",
    "sing": "sings sang sung singing",
    "sling": "slings slung slinging",
    "sound": "sounds sounded sounding",
    "spring": "springs sprang sprung springing",
    "speak": "speaks spoke spoken speaking",
    "stand": "stands stood standing",
    "steal": "steals stole stolen stealing",
    "stick": "sticks stuck sticking",
    "strike": "strikes struck stricken striking",
    "swear": "swears swore sworn swearing",
    "take": "takes took taken taking",
    "tear": "tears tore torn tearing",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "throw": "throws threw thrown throwing",
    "undertake": "undertakes undertook undertaken undertaking",
    "underwrite": "underwrites underwrote underwritten underwriting",
    "uphold": "upholds upheld upholding",
    "win": "wins won winning",
    "lose": "loses lost losing",
    "meet": "meets met meeting",
    "fight": "fights fought fighting",
    "hear": "hears heard hearing",
    "feel": "feels felt feeling",
    "mean": "means meant meaning",
    "know": "knows knew known knowing",
    "understand": "understands understood understanding",
    "become": "becomes became becoming",
    "grow": "grows grew grown growing",
    "rise": "rises rose risen rising",
    "fall": "falls fell fallen falling",
    "build": "builds built building",
    "spend": "spends spent spending",
    "lend": "lends lent lending",
    "shut": "shuts shut shutting",
    "burn": "burns burned burnt burning",
    "bear": "bears bore borne bearing",
    "do": "does did done doing",
    "let": "lets let letting",
    "beat": "beats beat beaten beating",
    "bid": "bids bid bidding",
    "read": "reads read reading",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "withhold": "withholds withheld withholding",
    "write": "writes wrote written writing",
}
_IRREGULAR_PLURALS = {
    "criticism": "criticisms",
    "thanks": "thanks",
    "condolences": "condolences",
    "apologia": "apologias",
}
_VOWELS = frozenset("aeiou")


def verb_forms(lemma: str) -> tuple[str, ...]:
    """All inflected forms of a verb, the lemma first: deny, denies, denied, denying."""
    if lemma in _IRREGULAR_VERBS:
        return lemma, *_IRREGULAR_VERBS[lemma].split()
    forms = [lemma, _with_s(lemma)]
    if lemma.endswith("e"):
        stem = lemma[:-1]
        forms += [lemma + "d", (stem[:-1] + "y" if lemma.endswith("ie") else stem) + "ing"]
        if lemma.endswith("ee"):
            forms.append(lemma + "ing")
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        forms += [lemma[:-1] + "ied", lemma + "ing"]
    else:
        if not _must_double(lemma):
            forms += [lemma + "ed", lemma + "ing"]
        if _may_double(lemma):
            forms += [lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"]
    return tuple(dict.fromkeys(forms))


def noun_forms(lemma: str) -> tuple[str, ...]:
    """Singular and plural of a noun."""
    if lemma in _IRREGULAR_PLURALS:
        return tuple(dict.fromkeys((lemma, _IRREGULAR_PLURALS[lemma])))
    return lemma, _with_s(lemma)


def _with_s(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _may_double(lemma: str) -> bool:
    """Does the lemma end in one consonant after one vowel (ban, admit, acquit; also open, harmlessly)?"""
    return (
        len(lemma) >= 3
        and lemma[-1] not in _VOWELS | {"w", "x", "y"}
        and lemma[-2] in _VOWELS
        and (lemma[-3] not in _VOWELS or lemma[-4:-2] == "qu")
    )


def _must_double(lemma: str) -> bool:
    """Has it no other vowel (rap: rapped; "raped" is another verb's)?"""
    return _may_double(lemma) and _VOWELS.isdisjoint(lemma[:-2])
