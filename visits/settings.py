"""Everything that may differ between two installations, read once from the environment."""

import fcntl
import ipaddress
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from phonenumbers import SUPPORTED_REGIONS

from visits.kit.retention import Retention
from visits.kit.translated import Translated

CITY = Translated(ko="세종시", en="Sejong", ar="سيجونغ")
OFFICE = Translated(
    ko="세종특별자치시 국제관계담당관",
    en="International Relations Division, Sejong City",
    ar="إدارة العلاقات الدولية، مدينة سيجونغ",
)


Network = ipaddress.IPv4Network | ipaddress.IPv6Network


BOUNDS: dict[str, tuple[int, int]] = {
    "PORT": (1, 65_535),
    "TRUSTED_PROXIES": (0, 10),
    "IDLE_MINUTES": (1, 1_440),
    "SESSION_HOURS": (1, 744),
    "GUEST_LINK_DAYS": (0, 3_650),
    "HOLD_DAYS": (1, 365),
    "UPLOAD_MEGABYTES": (1, 1_000),
    "FEED_REQUESTS": (1, 100_000_000),
    "KEEP_IDENTITY_DAYS": (0, 36_500),
    "KEEP_NEEDS_DAYS": (0, 36_500),
    "KEEP_DECLINED_DAYS": (0, 36_500),
    "KEEP_NAMES_DAYS": (0, 36_500),
    "KEEP_LOOKS_DAYS": (0, 36_500),
}
"""The least and the most that each number may be."""


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what others may use the open figures: its name and the address of its text."""

    name: Translated
    url: str


LICENCES: Mapping[str, Licence] = {
    "KOGL-1": Licence(
        Translated(
            ko="공공누리 제1유형(출처표시)",
            en="Korea Open Government License, Type 1 (attribution)",
        ),
        "https://www.kogl.or.kr/info/licenseType1.do",
    ),
    "CC-BY-4.0": Licence(
        Translated(
            ko="크리에이티브 커먼즈 저작자표시 4.0 국제",
            en="Creative Commons Attribution 4.0 International",
        ),
        "https://creativecommons.org/licenses/by/4.0/",
    ),
}


class BadSetting(ValueError):
    """A VISITS_* variable that cannot be read: the start stops with its name and what is wanted."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """One field per VISITS_* variable; README lists them, a test compares."""

    DATA_DIR: Path = Path("data")
    DATABASE_URL: str = ""
    HOST: str = "127.0.0.1"
    PORT: int = 8000
    BASE_URL: str = ""
    SECRET_KEY: str = ""
    LINK_KEY: str = ""
    IDENTITY_KEY: str = ""
    CITY_NAME: Translated = CITY
    OFFICE_NAME: Translated = OFFICE
    OFFICE_PHONE: str = "+82-44-300-0000"
    OFFICE_EMAIL: str = "visits@example.org"
    COUNTRY: str = "KR"
    TIME_ZONE: str = "Asia/Seoul"
    LANGUAGES: str = "ko,en,ar,id,ms,th,km,lo,es,fr,pt,mn"
    SMTP_URL: str = ""
    MAIL_FROM: str = "visits@example.org"
    FONTS: str = ""
    MAP_TILES: str = ""
    MAP_ATTRIBUTION: str = ""
    TRUSTED_HOSTS: str = ""
    TRUSTED_PROXIES: int = 0
    STAFF_NETWORKS: str = ""
    REQUIRE_TOTP: bool = False
    IDLE_MINUTES: int = 30
    SESSION_HOURS: int = 12
    GUEST_LINK_DAYS: int = 30
    HOLD_DAYS: int = 5
    UPLOAD_MEGABYTES: int = 20
    FEED_REQUESTS: int = 100_000
    RELEASE_NEEDS_APPROVAL: str = "minister,vice_minister"
    KEEP_IDENTITY_DAYS: int = 5
    KEEP_NEEDS_DAYS: int = 30
    KEEP_DECLINED_DAYS: int = 365
    KEEP_NAMES_DAYS: int = 1_095
    KEEP_LOOKS_DAYS: int = 730
    OPEN_LICENCE: str = "KOGL-1"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read VISITS_* variables; whatever cannot be read stops the start, named."""
        given: dict[str, Any] = {}
        for field in fields(cls):
            if raw := env.get(f"VISITS_{field.name}"):
                given[field.name] = read(field.name, field.type, raw)
        settings = cls(**given)
        return settings.checked()

    def checked(self) -> Self:
        """Raises BadSetting for values that would fail later, in the middle of somebody's work."""
        self.check_numbers()
        self.check_place()
        self.check_addresses()
        if self.OPEN_LICENCE not in LICENCES:
            raise BadSetting(f"VISITS_OPEN_LICENCE must be one of {', '.join(LICENCES)}")
        for folder in self.font_folders:
            if not folder.is_dir():
                raise BadSetting(f"VISITS_FONTS: there is no folder {folder}")
        return self

    def check_numbers(self) -> None:
        for name, (least, most) in BOUNDS.items():
            if not least <= getattr(self, name) <= most:
                raise BadSetting(f"VISITS_{name} must be a number from {least} to {most}")

    def check_place(self) -> None:
        """Zone and country; whether we know the languages is asked where they are offered."""
        try:
            ZoneInfo(self.TIME_ZONE)
        except (KeyError, ValueError, OSError) as error:
            raise BadSetting(f"VISITS_TIME_ZONE: no such time zone: {self.TIME_ZONE}") from error
        if self.COUNTRY not in SUPPORTED_REGIONS:
            raise BadSetting(f"VISITS_COUNTRY: no such country: {self.COUNTRY}")

    def check_addresses(self) -> None:
        if urlsplit(self.base_url).scheme not in {"http", "https"}:
            raise BadSetting("VISITS_BASE_URL must begin with http:// or https://")
        try:
            _ = self.staff_networks
        except ValueError as error:
            raise BadSetting(f"VISITS_STAFF_NETWORKS: {error}") from error

    @property
    def database_url(self) -> str:
        if self.DATABASE_URL.startswith("postgresql://"):
            return self.DATABASE_URL.replace("postgresql://", "postgresql+psycopg://", 1)
        return self.DATABASE_URL or f"sqlite:///{self.DATA_DIR.resolve() / 'visits.sqlite'}"

    @property
    def base_url(self) -> str:
        return (self.BASE_URL or f"http://127.0.0.1:{self.PORT}").rstrip("/")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.TIME_ZONE)

    @property
    def is_secure(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def is_loopback(self) -> bool:
        return urlsplit(self.base_url).hostname in {"127.0.0.1", "localhost", "::1"}

    @property
    def trusted_hosts(self) -> list[str]:
        host = urlsplit(self.base_url).hostname or ""
        more = [name.strip() for name in self.TRUSTED_HOSTS.split(",") if name.strip()]
        return [host, *more, *(["localhost", "127.0.0.1"] if self.is_loopback else [])]

    @property
    def staff_networks(self) -> tuple[Network, ...]:
        """Where staff pages may be opened from; empty means everywhere."""
        names = (name.strip() for name in self.STAFF_NETWORKS.split(","))
        return tuple(ipaddress.ip_network(name) for name in names if name)

    @property
    def font_folders(self) -> tuple[Path, ...]:
        """Where the fonts of papers lie; empty means those that are installed along."""
        names = (name.strip() for name in self.FONTS.split(","))
        return tuple(Path(name) for name in names if name)

    @property
    def retention(self) -> Retention:
        """How long personal data are kept."""
        return Retention(
            identity=self.KEEP_IDENTITY_DAYS,
            needs=self.KEEP_NEEDS_DAYS,
            declined=self.KEEP_DECLINED_DAYS,
            names=self.KEEP_NAMES_DAYS,
            looks=self.KEEP_LOOKS_DAYS,
        )

    @property
    def approval_levels(self) -> frozenset[str]:
        """Levels of visits that are released with an approver's yes: `1` is every level, `0` none."""
        named = (name.strip() for name in self.RELEASE_NEEDS_APPROVAL.split(","))
        return frozenset(name for name in named if name not in {"", "0"})

    def needs_approval(self, level: str) -> bool:
        return bool(self.approval_levels & {"1", level})

    @property
    def language_tags(self) -> tuple[str, ...]:
        return tuple(tag.strip() for tag in self.LANGUAGES.split(",") if tag.strip())


def read(name: str, kind: Any, raw: str) -> Any:
    try:
        if kind is int:
            return int(raw)
        if kind is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[
                raw.lower()
            ]
        if kind is Path:
            return Path(raw)
        if kind is Translated:
            return texts(raw)
    except (ValueError, KeyError) as error:
        raise BadSetting(f"VISITS_{name}: cannot read {raw!r}") from error
    return raw


def texts(raw: str) -> Translated:
    """One text, or a JSON object of texts by language. Raises ValueError for anything else."""
    given = json.loads(raw) if raw.startswith("{") else {"en": raw}
    if not given or not all(isinstance(text, str) and text.strip() for text in given.values()):
        raise ValueError(raw)
    return Translated(given)


KEYS = ("SECRET_KEY", "LINK_KEY", "IDENTITY_KEY")


def keys_for(settings: Settings) -> dict[str, str]:
    """The three keys: from the settings, else from `keys.json`, which the first start writes (0600)."""
    given = {name: getattr(settings, name) for name in KEYS}
    kept = {} if all(given.values()) else kept_keys(settings.DATA_DIR, given)
    return {name: given[name] or kept[name] for name in KEYS}


def kept_keys(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """The keys of `keys.json`, those that are missing made; one process at a time.

    Two workers that start together must agree on one set: what the other signed would be refused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "keys.json"
    lock = os.open(folder / "keys.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        missing = [name for name in KEYS if not given[name] and name not in kept]
        if missing:
            kept |= {name: secrets.token_urlsafe(48) for name in missing}
            write_keys(path, kept)
    finally:
        os.close(lock)
    return kept


def write_keys(path: Path, kept: Mapping[str, str]) -> None:
    """Whole or not at all, readable by us alone."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        json.dump(kept, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
