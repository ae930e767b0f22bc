"""The extension's configuration, read and checked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from sphinx.errors import ConfigError

from glossary.errors import GlossaryError
from glossary.glossary import Glossary
from glossary.integrations import terminology
from glossary.linking import links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.config import Config

DEFAULTS: Mapping[str, object] = {
    "glossary_link": "section",
    "glossary_density": None,
    "glossary_exclude": [],
    "glossary_entries": None,
    "glossary_bundled": True,
    "glossary_base_url": "",
}
"""Every configuration value and what it is where `conf.py` says nothing."""


class Settings(NamedTuple):
    """What `conf.py` asks for."""

    glossary: Glossary
    options: links.Options | None
    """How mentions are linked, if they are."""
    base_url: str
    """Address of an entry that the project does not list, with `{id}`; empty for none."""
    own: frozenset[str]
    """Ids of the project's own entries, which stand at no other address."""

    def find_url(self, entry_id: str) -> str:
        """The address of an entry outside the project, or nothing."""
        return "" if entry_id in self.own else self.base_url.replace("{id}", entry_id)


def read_settings(folder: str, config: Config) -> Settings:
    """The configuration; paths in it are relative to the folder of `conf.py`.

    Raises `ConfigError`, which names the value and what it may be.
    """
    _check_types(config)
    own: frozenset[str] = frozenset()
    path = config.glossary_entries
    try:
        if path is not None:
            path = os.path.join(folder, path)
            mine = Glossary.open(path)
            own = frozenset(title["id"] for title in mine.titles())
        glossary = terminology.open_glossary(path, bundled=config.glossary_bundled)
        exclude = frozenset(find_entry(glossary, name)[0] for name in config.glossary_exclude)
        options = links.Options(
            config.glossary_link or "section", "", exclude, config.glossary_density
        )
        links.check_options(options)
    except GlossaryError as error:
        raise ConfigError(f"glossary: {error}") from error
    base_url = config.glossary_base_url
    if base_url and "{id}" not in base_url:
        base_url += "{id}"
    return Settings(
        glossary,
        options if config.glossary_link else None,
        base_url,
        own if config.glossary_bundled else frozenset(),
    )


def find_entry(glossary: Glossary, name: str) -> tuple[str, str]:
    """The id of the entry that a name or an id means, and which of its names that is.

    Raises `UnknownTermError` or `AmbiguousTermError` where it means none, or several.
    """
    name = " ".join(name.split())
    if glossary.finder.has(name):
        return name, name
    matches = glossary.senses(name)
    if not matches:
        glossary.lookup(name)
    glossary.check_one(name, matches)
    return matches[0].entry_id, matches[0].name


_FIRST = (*links.FIRST, False)
_SCHEMES = ("https://", "http://")


def _check_types(config: Config) -> None:
    first = config.glossary_link
    if first is True or first not in _FIRST:
        _refuse("glossary_link", first, "choose 'section', 'page', 'all' or False")
    density = config.glossary_density
    if density is not None and (isinstance(density, bool) or not isinstance(density, int)):
        _refuse("glossary_density", density, "give a number of links in 100 words, or None")
    exclude = config.glossary_exclude
    if not isinstance(exclude, list | tuple) or not all(isinstance(one, str) for one in exclude):
        _refuse("glossary_exclude", exclude, "give a list of names or ids of entries")
    path = config.glossary_entries
    if path is not None and not isinstance(path, str | os.PathLike):
        _refuse("glossary_entries", path, "give the path of a folder of entries, or None")
    if not isinstance(config.glossary_bundled, bool):
        _refuse("glossary_bundled", config.glossary_bundled, "choose True or False")
    base_url = config.glossary_base_url
    if not isinstance(base_url, str) or not (base_url + "https://").startswith(_SCHEMES):
        _refuse("glossary_base_url", base_url, "give an address that begins with https://")


def _refuse(name: str, value: object, fix: str) -> None:
    raise ConfigError(f"{name} in conf.py is {value!r}: {fix}")
