"""`glossary site OUT`: the glossary as a site of static pages."""

from __future__ import annotations

import os

from glossary.cli import session
from glossary.errors import UsageError

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "out", metavar="OUT", help="the folder to write to: empty, or a site of ours"
    )
    parser.add_argument(
        "--base-url",
        default="",
        metavar="URL",
        help="where the site will be reached: for canonical links and sitemap.xml",
    )
    parser.add_argument("--title", help="what the site is called (AI glossary, or Glossary)")
    parser.add_argument(
        "--templates", metavar="FOLDER", help="Jinja2 templates that take the place of ours"
    )


def run(args: argparse.Namespace) -> int:
    """Write the site, and tell how many pages it has."""
    try:
        from glossary import site
    except ModuleNotFoundError as error:
        msg = f"`glossary site` needs {error.name}: pip install 'ai-glossary[site]'"
        raise UsageError(msg) from error
    if args.base_url and not args.base_url.startswith(("https://", "http://")):
        msg = f"--base-url is {args.base_url!r}; it begins with https:// or http://"
        raise UsageError(msg)
    opened = session.open_glossary(args)
    title = args.title or ("AI glossary" if session.chosen_folder(args) is None else "Glossary")
    count = site.build(
        opened, args.out, base_url=args.base_url, title=title, templates=args.templates
    )
    print(f"{count} pages: {os.path.join(args.out, 'index.html')}")
    return 0
