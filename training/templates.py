"""The templates of the stages: the order in which they are visited, and which of them lie together.

The order is that in which the trainer visits the features of a token. Dropout draws along it and sums are
rounded along it: any order would do, but another one gives other weights. It does not follow from the order in which the stages ask, which may change with the code.
"""


def _listed(templates: str) -> list[str]:
    return [" ".join(one.split()) for one in templates.split(";")]


LABELLER = _listed("""
    w; l; p; suffix; case; w-1; l-1; p-1; w+1; l+1; p+1; w-2; p-2; w+2; p+2;
    w w-1; l w-1; w w+1; l w+1;
    p-1 p; p p+1; p-1 p p+1; p p+1 p+2; p-2 p-1 p; l p-1; l p+1;
    chunk-1; chunk; chunk+1; next; nextword; l next; l nextword;
    verb; verb p; verb2; place;
    closed; open; l closed; l open; in/any; in/any p; l in/any
""")

LINKER = _listed("""
    w; l; p; side w; side p; w-1; w w-1; side w-1; w+1; w w+1; side w+1;
    p-1; p+1; p-1 p; p p+1; p-1 p p+1; side p-1 p; side p p+1;
    side chunk chunk+1; side ahead; side ahead+1; side w ahead; side w ahead+1;
    side label; side label sure; label-1 label label+1; side label p; ahead label;
    side; side cue; side cuetag; side next; side nexttag; side before; side cue nexttag;
    side verbs; side commas; side marks; side cues; side stops; side nouns; side clauses;
    side verbs commas; side marks commas; side nouns verbs; side cuetag nouns;
    side clauses verbs; side cuetag verbs; side nexttag verbs; side cue verbs; side cue commas;
    side tokens; side cue tokens; side cuetag tokens;
    side chunks; side chunks chunk; side chunks p; side cuetag chunks;
    side verbs p; side commas p; side nouns chunk; side clauses chunk;
    side w verbs/commas; side verbs ahead;
    side finite; side finite cuetag; side w cuetag/finite; side finite p;
    side cue p; side w cue; side cuetag p; side cue label; side cue quoted;
    side quoted; side quoted p; side around; side quoted marks;
    side cues label; side verbs label; side nouns label; side clauses label;
    side path; side path chunk; side cuetag path;
    side contents label; side sources label; side contents sources cues label;
    side contents sources; side contents verbs
""")

LABELLER_FAMILIES = {
    "w": _listed("w; w-1; w+1; w-2; w+2; w w-1; w w+1"),
    "l": _listed("""
        l; l-1; l+1; verb; verb2; verb p; l w-1; l w+1; l p-1; l p+1; l next; l nextword;
        l closed; l open; l in/any
    """),
}
"""The templates that begin with the same columns and are asked together, by these columns."""

LINKER_FAMILIES = {
    "w": _listed("w; w-1; w+1; w w-1; w w+1"),
    "side w": _listed("""
        side w; side w-1; side w+1; side w ahead; side w ahead+1; side w verbs/commas;
        side w cuetag/finite; side w cue
    """),
    "side": _listed("side cue; side cuetag; side next; side nexttag; side before; side ahead+1"),
    "side cue": _listed("""
        side cue p; side cue label; side cue quoted; side cue tokens; side cue verbs;
        side cue commas; side cue nexttag
    """),
    "side cuetag": _listed("side cuetag p; side cuetag path; side cuetag chunks"),
    "side verbs": _listed("side verbs p; side verbs label; side verbs ahead"),
    "side nouns": _listed("side nouns chunk; side nouns label"),
    "side clauses": _listed("side clauses chunk; side clauses label"),
    "side commas": ["side commas p"],
    "side cues": ["side cues label"],
    "side contents": ["side contents label"],
    "side sources": ["side sources label"],
    "side contents sources cues": ["side contents sources cues label"],
    "side quoted": ["side quoted p"],
    "side label": ["side label p"],
    "side finite": ["side finite p"],
    "side chunk": ["side chunk chunk+1"],
    "side chunks": ["side chunks p"],
}
