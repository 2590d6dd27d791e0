"""Reading sentences that hold links and isolated names."""

import re

from tests.pages import Page

BEFORE_MARK = re.compile(r" (?=[.,;:)])|(?<=\() ")


def sentences(page: Page, css: str) -> list[str]:
    """The words of every match, as they look: a name in the sentence leaves no gap behind it."""
    return [BEFORE_MARK.sub("", words) for words in page.all(css)]
