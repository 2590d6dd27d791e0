"""Partner bodies and the countries they come from: the memory of every relationship.

Words: an *organisation* is a body that comes, sends or refers; a *country name* is what we call a
country officially and in short, over CLDR's names. Start in `models.py`.
"""
