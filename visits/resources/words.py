"""What the codes of people and vehicles are called."""

from flask_babel import lazy_gettext as _

from visits.kit import words
from visits.resources.rules import InterpretingMode, Proficiency, Skill

words.name_all(
    Skill,
    {
        Skill.RECEIVES: _("Receives guests"),
        Skill.INTERPRETS: _("Interprets"),
        Skill.ESCORTS: _("Escorts"),
        Skill.DRIVES: _("Drives"),
        Skill.TEACHES: _("Teaches"),
    },
)
words.name_all(
    InterpretingMode,
    {
        InterpretingMode.CONSECUTIVE: _("Consecutive"),
        InterpretingMode.SIMULTANEOUS: _("Simultaneous"),
        InterpretingMode.WHISPERED: _("Whispered"),
    },
)
words.name_all(
    Proficiency,
    {
        Proficiency.PROFESSIONAL: _("Professional interpreter"),
        Proficiency.FLUENT: _("Fluent"),
        Proficiency.WORKING: _("Working knowledge"),
    },
)
words.KINDS |= {"person": _("Our people"), "vehicle": _("Vehicles")}
words.REASONS |= {"plate_taken": _("Another vehicle has this number plate.")}
