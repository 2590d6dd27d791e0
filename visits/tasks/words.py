"""What tasks are called."""

from flask_babel import lazy_gettext as _
from flask_babel import lazy_pgettext

from visits.kit import words
from visits.tasks.rules import Shown, TaskKind, TaskState, Whose

K = TaskKind

words.name_all(
    TaskKind,
    {
        K.REPLY_LETTER: _("Answer the request by official letter"),
        K.DIARY: _("Secure the receiving official’s time"),
        K.RECEPTION_PLAN: _("Have the reception plan approved"),
        K.INTERPRETERS: _("Assign interpreters"),
        K.ROOMS: _("Reserve rooms"),
        K.VEHICLES: _("Assign vehicles"),
        K.TABLE: _("Reserve luncheon or dinner"),
        K.GIFTS: _("Prepare gifts"),
        K.ACCESS_LIST: _("Hand over access lists"),
        K.AIRPORT: _("Arrange the reception at the airport"),
        K.BRIEFING: _("Hand in briefing paper and talking points"),
        K.MATERIALS: _("Prepare course materials"),
        K.PROGRAMME: _("Send the final programme"),
        K.PRESS: _("Settle press coverage and photographer"),
        K.SEATING: _("Settle seating and group photograph"),
        K.NAME_PLATES: _("Print name plates and badges"),
        K.WELCOME_BOARD: _("Prepare welcome board and flags"),
        K.CERTIFICATES: _("Print certificates"),
        K.FINAL_CALLS: _("Call hosts, interpreters and drivers once more"),
        K.REHEARSAL: _("Walk through route and rooms"),
        K.RESULT_REPORT: _("Write the result report"),
        K.THANKS: _("Send thanks and photographs"),
        K.EXPENSES: _("Settle the expenses"),
        K.PROMISES: _("Look after what was promised"),
    },
)
words.name_all(
    TaskState,
    {
        TaskState.OPEN: lazy_pgettext("task", "Open"),
        TaskState.DONE: lazy_pgettext("task", "Done"),
        TaskState.NOT_NEEDED: _("Not needed"),
    },
)
words.name_all(
    Whose,
    {Whose.MINE: _("My tasks"), Whose.ALL: _("Everybody's")},
)
words.name_all(
    Shown,
    {
        Shown.OPEN: lazy_pgettext("task", "Open"),
        Shown.OVERDUE: _("Overdue"),
        Shown.DONE: lazy_pgettext("task", "Done"),
        Shown.NOT_NEEDED: _("Not needed"),
    },
)
words.KINDS |= {"task": _("Tasks")}
words.REASONS |= {
    "task_of_template": _("Say that it is not needed: then nobody is asked for it again."),
}
