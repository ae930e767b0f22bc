"""Cross-linking: the terms of a glossary found in a text, linked, and explained.

`haystack` makes letters of a text, `lexicon` knows the names as letters, `candidates` finds
where they stand; `casing` and `surroundings` refuse what is not meant, `senses` chooses between
entries that share a name. `mentions` joins them for texts of the formats in `prose`; `links`
and `explanations` are what is made of mentions.
"""
