"""Which languages are offered, which one a reader gets, and how dates look in it.

Words: a *tag* is BCP 47 (`zh-Hans`) and appears in addresses and content; a *locale* is Babel's
(`zh_Hans`). A language has a *level*: reference and full ones have every message, one for outsiders
what people from outside see (`outsiders.py`), a fallback one shows our content in it where we have
some and the interface in English, marked as such. Start in `catalogue.py`.
"""
