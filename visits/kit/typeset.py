"""PDF by typst: a template places the facts that a view gathered, in the reader's language.

A capability writes `templates/<capability>/<name>.typ` (`templates/parts/page.typ` is the frame that
is put round it, and says what a template has at hand) and calls, with words translated already:

    typeset.pdf(
        "hosting/request.typ",
        {"heading": _("Request for cooperation"), "rows": rows},
        language=contact.language, title=_("Request for cooperation"), stamp=stamp,
    )

Facts are what JSON can hold, and never markup. A text in another language than the paper's goes in as
`typeset.text(tag, words)`, so that its own letters and direction are chosen. Nothing is fetched
from anywhere; what goes wrong is a mistake of the template's and raises `typst.TypstError`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any, Final

from flask import Flask, current_app

from visits.kit.translated import Translated

FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
"""Where the Noto fonts come from when the settings name no folder."""
FRAME = "parts/page.typ"
NO_FILES: Mapping[str, bytes] = MappingProxyType({})
STANDARD: Final = "ua-1"
"""PDF/UA-1: readable by screen readers, with its structure and languages."""

MAIN = """#import "/{frame}": frame
#show: frame
#include "/{template}"
"""
"""The document that typst compiles; paths begin at the folder of the templates."""


def pdf(
    template: str | Path,
    facts: Mapping[str, Any],
    *,
    language: str,
    title: str,
    stamp: str = "",
    files: Mapping[str, bytes] = NO_FILES,
) -> bytes:
    """A4 pages of `templates/<template>` in the language of this BCP 47 tag.

    *title* names the document and stands in the foot; *stamp* stands in the head beside the office:
    the version and when it was made, worded by the caller; *files* are pictures by the path at
    which the template finds them. Takes about a tenth of a second.
    """
    setter: Typesetter = current_app.extensions["typesetter"]
    return setter.pdf(template, facts, language=language, title=title, stamp=stamp, files=files)


def text(tag: str, words: str) -> dict[str, str]:
    """A text in another language than the paper's, for `say` and `within` of the frame."""
    return {"tag": tag, "text": words}


def resolved(words: Translated, language: str) -> dict[str, str]:
    """A text in the paper's language, or in the one that it fell back to."""
    return text(*words.resolve(language))


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Where templates and fonts lie, and whose papers these are."""

    templates: Path
    fonts: tuple[str, ...]
    office: Translated

    def pdf(
        self,
        template: str | Path,
        facts: Mapping[str, Any],
        *,
        language: str,
        title: str,
        stamp: str,
        files: Mapping[str, bytes] = NO_FILES,
    ) -> bytes:
        import typst

        paper = {
            "language": language,
            "title": title,
            "stamp": stamp,
            "office": self.office.to(language),
        }
        with root_with(self.templates, files) as root:
            compiler = typst.Compiler(
                MAIN.format(frame=FRAME, template=template).encode(),
                root=root,
                font_paths=known_fonts(self.fonts),
                ignore_system_fonts=True,
                sys_inputs={"facts": as_json(facts), "paper": as_json(paper)},
            )
            made: Any = compiler.compile(format="pdf", pdf_standards=STANDARD)
        return bytes(made)


@contextmanager
def root_with(templates: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """The folder that a paper may read: the templates, and beside them its files for the moment."""
    if not files:
        yield templates
        return
    with TemporaryDirectory(prefix="typeset-") as folder:
        root = Path(folder)
        for one in templates.iterdir():
            (root / one.name).symlink_to(one)
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        yield root


def as_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def known_fonts(folders: tuple[str, ...]) -> Any:
    """The fonts of these folders, looked through once per process."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )


def font_folders() -> tuple[str, ...]:
    """The folders of the packages that bring the fonts, found without importing them."""
    specs = (find_spec(name) for name in FONT_PACKAGES)
    return tuple(str(Path(spec.origin).parent) for spec in specs if spec and spec.origin)


def init_app(app: Flask, *, templates: Path, fonts: Sequence[Path], office: Translated) -> None:
    folders = tuple(str(folder) for folder in fonts) or font_folders()
    app.extensions["typesetter"] = Typesetter(templates, folders, office)
