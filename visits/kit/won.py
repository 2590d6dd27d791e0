"""Amounts of money in whole won: read as people type them, said as readers write them."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from wtforms import Field
from wtforms.widgets import TextInput

from visits.kit.text import clean

MOST = 2_000_000_000
"""What both databases hold in a column, and more than any visit costs."""
UNITS = {"억": 10**8, "천만": 10**7, "백만": 10**6, "십만": 10**5, "만": 10**4, "천": 10**3, "": 1}
PART = r"(\d{1,3}(?:,\d{3})+|\d+)\s?(억|천만|백만|십만|만|천)?"
AMOUNT = re.compile(rf"(?:금|₩|krw)?\s?((?:{PART}\s?)+?)\s?(?:원|won|krw)?", re.IGNORECASE)


class NotAnAmount(ValueError):
    """No amount of whole won."""


def read_won(text: str) -> int:
    """Won out of `12,000`, `12000원`, `금 12,000원`, `₩12,000`, `1만 2천원`.

    Raises NotAnAmount for anything else: below zero, with fractions, beyond MOST.
    """
    found = AMOUNT.fullmatch(unicodedata.normalize("NFKC", clean(text)))
    if found is None:
        raise NotAnAmount(text)
    parts = re.findall(PART, found[1])
    units = [UNITS[unit] for _, unit in parts]
    amount = sum(
        int(digits.replace(",", "")) * unit for (digits, _), unit in zip(parts, units, strict=True)
    )
    if units != sorted(set(units), reverse=True) or amount > MOST:
        raise NotAnAmount(text)
    return amount


def said_won(amount: int) -> str:
    """`234,500 won` in the reader's language, in Korean `234,500원`."""
    return str(gettext("%(amount)s won", amount=f"{amount:,}"))


class WonField(Field):
    """An amount in whole won; nothing typed is None."""

    widget = TextInput()
    data: int | None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        raw = clean(valuelist[0]) if valuelist else ""
        self.data = None
        if not raw:
            return
        try:
            self.data = read_won(raw)
        except NotAnAmount as error:
            raise ValueError(gettext("Enter an amount in whole won, such as 12,000.")) from error

    def _value(self) -> Any:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.shown()

    def shown(self) -> str:
        """The amount with commas between the thousands."""
        return "" if self.data is None else f"{self.data:,}"
