"""Where other tools use the glossary: one module a tool, each with its extra.

`annotations` is what they share: links with tooltips in HTML.
"""
