"""Several things in one line, as the reader's language parts them."""

from collections.abc import Iterable

from babel import Locale


def comma(locale: Locale) -> str:
    """What stands between the first of many: a comma and a blank, in Arabic و."""
    pattern: str = locale.list_patterns["standard"]["start"]
    return pattern.replace("{0}", "").replace("{1}", "")


def in_a_row(items: Iterable[str], locale: Locale | None) -> str:
    """Without a word before the last. Outside of any request as in English."""
    return comma(locale or Locale("en")).join(items)
