"""A curated, sourced glossary of AI terms, and the tools for any other glossary.

>>> import glossary
>>> glossary.lookup("MoE").term
'mixture of experts'

Importing this package loads nothing else and opens no file: the names below come from
their modules when they are first used (PEP 562).
"""

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from glossary.entry import Entry, Fact, Name, Relations, Source
    from glossary.errors import (
        AmbiguousTermError,
        GlossaryError,
        GlossaryNotFoundError,
        InvalidEntriesError,
        Problem,
        UnknownTermError,
    )
    from glossary.glossary import (
        Glossary,
        Match,
        complete,
        entries,
        explain,
        find_mentions,
        get,
        link,
        lookup,
        search,
        senses,
        suggest,
    )
    from glossary.linking.explanations import Explanation
    from glossary.linking.mentions import Mention
    from glossary.store import DamagedIndexError

__version__ = "0.1.0"

__all__ = [
    "AmbiguousTermError",
    "DamagedIndexError",
    "Entry",
    "Explanation",
    "Fact",
    "Glossary",
    "GlossaryError",
    "GlossaryNotFoundError",
    "InvalidEntriesError",
    "Match",
    "Mention",
    "Name",
    "Problem",
    "Relations",
    "Source",
    "UnknownTermError",
    "complete",
    "entries",
    "explain",
    "find_mentions",
    "get",
    "link",
    "lookup",
    "search",
    "senses",
    "suggest",
]

_HOMES = {
    "AmbiguousTermError": "errors",
    "DamagedIndexError": "store",
    "Entry": "entry",
    "Explanation": "linking.explanations",
    "Fact": "entry",
    "Glossary": "glossary",
    "GlossaryError": "errors",
    "GlossaryNotFoundError": "errors",
    "InvalidEntriesError": "errors",
    "Match": "glossary",
    "Mention": "linking.mentions",
    "Name": "entry",
    "Problem": "errors",
    "Relations": "entry",
    "Source": "entry",
    "UnknownTermError": "errors",
    "complete": "glossary",
    "entries": "glossary",
    "explain": "glossary",
    "find_mentions": "glossary",
    "get": "glossary",
    "link": "glossary",
    "lookup": "glossary",
    "search": "glossary",
    "senses": "glossary",
    "suggest": "glossary",
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    module = __import__(f"{__name__}.{home}", fromlist=(name,))
    value = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
