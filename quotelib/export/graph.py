"""Who does what to whom, as a networkx graph (the extra ``plot``)."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from quotelib.errors import MissingExtraError
from quotelib.export.contexts import Documents
from quotelib.export.tallies import TELLING, acts_between
from quotelib.taxonomy import Act

if TYPE_CHECKING:
    import networkx


def to_networkx(
    documents: Documents, *, acts: Collection[Act | str] = TELLING
) -> "networkx.MultiDiGraph[str]":
    """The acts of many documents as a graph from whom they come to whom they are directed at.

    A node is a name, with the attribute ``kind`` (of the speaker; "unknown" for mere targets). An edge
    has the act as its key and the attributes ``act``, ``act_class`` and ``weight``, how often it is
    done. All attributes are str or int, so that every format of networkx can hold them.

    Args:
        documents: One document, many, or pairs with contexts.
        acts: Which acts to take; by default all but the neutral statement.

    Raises:
        MissingExtraError: networkx is not installed.
        RecordError: there is no such act.
    """
    try:
        import networkx
    except ImportError as error:
        raise MissingExtraError.of("networkx", "plot", "to_networkx()") from error
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for (agent, target, act), count in acts_between(documents, acts).items():
        for party in (agent, target):
            graph.add_node(party.name, kind=party.kind)
        graph.add_edge(
            agent.name,
            target.name,
            key=act.value,
            act=act.value,
            act_class=act.act_class.value,
            weight=count,
        )
    return graph
