"""Figures: how many people came from how many countries, in any period against a year before.

The counting rule stands in `rules/counting.py` and on the page: countries of delegations count, not
names. Words: the *plan of a week* says who comes (`weekly`); a *report* tells of a month, a quarter,
a half-year or a year (`periodic`), with the *sentence* for the press (`sentences.py`); what is
*published* may be known by everybody, without any group of a few people (`rules/publishing.py`; its
page and files are `welcome`'s). Start in `rules/`.
"""
