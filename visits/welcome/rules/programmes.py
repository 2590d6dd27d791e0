"""Typical programmes: which sites of the city they lead to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from visits.kit.translated import Translated
from visits.sites.rules import Category
from visits.welcome.rules.sites import PublicSite


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of site that a programme goes to: of this category, this theme, or both."""

    category: Category | None = None
    theme: str = ""

    def is_met_by(self, site: PublicSite) -> bool:
        return self.category in {None, site.category} and (
            not self.theme or self.theme in site.themes
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a programme: when (`10:00`, or a day), and what."""

    when: Translated
    what: Translated


@dataclass(frozen=True, slots=True)
class Programme:
    """A typical visit. `days` is its length, 0 for half a day.

    It leads to the sites with these slugs, or to one site of each kind.
    """

    key: str
    title: Translated
    summary: Translated
    days: int
    parts: tuple[Part, ...]
    kinds: tuple[Kind, ...] = ()
    slugs: tuple[str, ...] = ()


def sites_of(programme: Programme, sites: Sequence[PublicSite]) -> tuple[PublicSite, ...]:
    """The sites that it names; for each kind the first site that is not taken yet.

    What the city lacks, or does not show, is left out.
    """
    known = {site.slug: site for site in sites}
    found = [known[slug] for slug in programme.slugs if slug in known]
    for kind in programme.kinds:
        site = next((one for one in sites if kind.is_met_by(one) and one not in found), None)
        if site is not None:
            found.append(site)
    return tuple(found)


def is_there(programme: Programme, sites: Sequence[PublicSite]) -> bool:
    """Whether every site that it names, and one of every kind, is shown to the public."""
    known = {site.slug for site in sites}
    return known.issuperset(programme.slugs) and all(
        any(kind.is_met_by(site) for site in sites) for kind in programme.kinds
    )


def themes_of(sites: Iterable[PublicSite]) -> tuple[str, ...]:
    """Every theme of these sites once, the commonest first."""
    counts: dict[str, int] = {}
    for theme in (theme for site in sites for theme in site.themes):
        counts[theme] = counts.get(theme, 0) + 1
    return tuple(sorted(counts, key=lambda theme: (-counts[theme], theme)))
