"""How the words of a roster are written: headers and choices in every language of ours."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from visits.delegations.importing.fields import HEADERS
from visits.delegations.rules import DelegateRole, Mobility, NameOrder, PhotoConsent
from visits.kit.text import search_key
from visits.sites.rules import MealNeed

KINDS = {
    "name_order": NameOrder,
    "role": DelegateRole,
    "photo_consent": PhotoConsent,
    "meal_needs": MealNeed,
    "mobility": Mobility,
}
"""Fields whose words are those of an enum."""

MORE_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "photo_consent": {
        PhotoConsent.GIVEN: (
            "yes", "y", "ok", "agree", "예", "네", "동의", "동의함", "o", "نعم", "موافق", "oui", "sí", "si",
            "sim", "ya", "បាទ", "ចាស", "យល់ព្រម", "ใช่", "ยินยอม", "ແມ່ນ", "тийм", "да", "có",
        ),
        PhotoConsent.REFUSED: (
            "no", "n", "refuse", "아니오", "아니요", "미동의", "거부", "x", "لا", "غير موافق", "non", "não",
            "tidak", "ទេ", "មិនយល់ព្រម", "ไม่", "ไม่ยินยอม", "ບໍ່", "үгүй", "нет", "không",
        ),
    },
    "meal_needs": {
        MealNeed.NONE: (
            "none", "no", "nothing", "no restrictions", "없음", "해당 없음", "제한 없음", "무관", "لا يوجد",
            "aucun", "aucune", "néant", "ninguno", "ninguna", "nenhum", "nenhuma", "tidak ada", "គ្មាน", "ไม่มี",
            "ບໍ່ມີ", "байхгүй", "нет", "không",
        ),
        MealNeed.HALAL: ("halal food", "할랄식", "حلال", "halāl", "ฮาลาล", "ហាឡាល់"),
        MealNeed.VEGETARIAN: ("veg", "veggie", "채식", "نباتي", "végétarien", "végétarienne", "vegetariano"),
        MealNeed.VEGAN: ("비건", "نباتي صرف", "végétalien", "végane", "vegano"),
    },
    "role": {
        DelegateRole.HEAD: ("head", "chief", "leader", "단장", "رئيس الوفد", "chef", "chef de délégation"),
        DelegateRole.MEMBER: ("delegate", "participant", "단원", "عضو", "membre", "miembro", "membro"),
        DelegateRole.INTERPRETER: ("interpreter", "통역", "مترجم", "interprète", "intérprete"),
        DelegateRole.AIDE: ("assistant", "staff", "수행원", "مرافق"),
        DelegateRole.PRESS: ("journalist", "media", "기자", "صحفي", "presse"),
    },
    "name_order": {
        NameOrder.FAMILY_FIRST: ("family name first", "family first", "성 이름"),
        NameOrder.GIVEN_FIRST: ("given name first", "given first", "이름 성"),
        NameOrder.SINGLE: ("single", "one name only", "one name", "단일"),
    },
    "nationality": {
        "AE": ("emirati",), "AR": ("argentine", "argentinian"), "AU": ("australian",),
        "BD": ("bangladeshi",), "BH": ("bahraini",), "BN": ("bruneian",), "BO": ("bolivian",),
        "BR": ("brazilian",), "BT": ("bhutanese",), "CA": ("canadian",), "CD": ("congolese",),
        "CI": ("ivorian",), "CL": ("chilean",), "CM": ("cameroonian",), "CN": ("chinese",),
        "CO": ("colombian",), "CR": ("costa rican",), "CU": ("cuban",), "DE": ("german",),
        "DO": ("dominican",), "DZ": ("algerian",), "EC": ("ecuadorian",), "EG": ("egyptian", "مصري"),
        "ES": ("spanish",), "ET": ("ethiopian",), "FJ": ("fijian",), "FR": ("french", "français"),
        "GB": ("british", "uk"), "GH": ("ghanaian",), "GT": ("guatemalan",), "HN": ("honduran",),
        "HU": ("hungarian",), "ID": ("indonesian",), "IN": ("indian",), "IQ": ("iraqi", "عراقي"),
        "IT": ("italian",), "JO": ("jordanian", "أردني"), "JP": ("japanese",), "KE": ("kenyan",),
        "KG": ("kyrgyz",), "KH": ("cambodian", "khmer", "ខ្មែរ"),
        "KR": ("korean", "south korea", "republic of korea"), "KW": ("kuwaiti", "كويتي"),
        "KZ": ("kazakh", "kazakhstani"), "LA": ("lao", "laotian"), "LK": ("sri lankan",),
        "MA": ("moroccan", "مغربي"), "MG": ("malagasy",), "MM": ("burmese", "myanmar"),
        "MN": ("mongolian",), "MX": ("mexican",), "MY": ("malaysian",), "MZ": ("mozambican",),
        "NG": ("nigerian",), "NL": ("dutch",), "NP": ("nepali", "nepalese"), "NZ": ("new zealander",),
        "OM": ("omani", "عماني"), "PA": ("panamanian",), "PE": ("peruvian",),
        "PH": ("filipino", "philippine"), "PK": ("pakistani",), "PL": ("polish",),
        "PT": ("portuguese",), "PY": ("paraguayan",), "QA": ("qatari", "قطري"), "RU": ("russian",),
        "RW": ("rwandan",), "SA": ("saudi", "saudi arabian", "ksa", "سعودي", "سعودية", "السعودية", "saoudien"),
        "SN": ("senegalese",), "SV": ("salvadoran",), "TH": ("thai",), "TJ": ("tajik",),
        "TL": ("timorese",), "TM": ("turkmen",), "TN": ("tunisian", "تونسي"), "TR": ("turkish",),
        "TZ": ("tanzanian",), "UA": ("ukrainian",), "UG": ("ugandan",),
        "US": ("american", "usa", "united states of america"), "UY": ("uruguayan",),
        "UZ": ("uzbek",), "VE": ("venezuelan",), "VN": ("vietnamese",), "ZA": ("south african",),
        "ZM": ("zambian",), "ZW": ("zimbabwean",),
    },
    "mobility": {Mobility.WHEELCHAIR: ("휠체어", "كرسي متحرك", "fauteuil roulant")},
}  # fmt: skip
"""What people write without having seen our words."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Codes by folded words, for each field; the labels are those of the reader's language."""

    headers: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Mapping[str, str]]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For each field with a choice: codes with the words for the reader, in their order."""

    def code_of(self, name: str, word: str) -> str | None:
        """The code that a word stands for; None for one that nobody knows."""
        return self.codes[name].get(search_key(word))

    def label_of(self, name: str, code: str) -> str:
        return self.labels.get(name, {}).get(code, code)


def vocabulary(
    *,
    headings: Mapping[str, Iterable[str]],
    words: Mapping[str, Iterable[tuple[str, str]]],
    labels: Mapping[str, Mapping[str, str]],
) -> Vocabulary:
    """*headings*: what our tables are headed with in all languages, by field.

    *words*: pairs of a code and a word for it, by field; *labels* those of the reader alone.
    """
    return Vocabulary(
        headers={
            name: tuple(dict.fromkeys((*own, *headings.get(name, ()))))
            for name, own in HEADERS.items()
        },
        codes={name: folded(name, words.get(name, ())) for name in (*KINDS, *words)},
        labels=labels,
    )


def folded(name: str, words: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Codes by folded words; a code is a word for itself, and stands over every other."""
    pairs = tuple(words)
    found = {search_key(code): code for code, _ in pairs}
    found |= {search_key(word): code for code, word in pairs}
    for code, more in MORE_WORDS.get(name, {}).items():
        found |= {search_key(word): str(code) for word in more}
    own = [member.value for member in KINDS.get(name, ())]
    return {**found, **{search_key(code): code for code in own}}
