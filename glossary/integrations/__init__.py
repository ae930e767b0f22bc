"""Where other tools use the glossary: one module or package a tool, each with its extra.

What they share: `annotations` (links with tooltips in HTML, and their assets), `pages` (the
links of a page), `references` (the ones that authors write) and `terminology` (which
entries a project has, and the list of those that it uses).
"""
