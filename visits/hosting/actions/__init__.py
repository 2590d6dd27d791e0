"""What is done with requests to hosts: asked, answered, taken over, withdrawn.

Requests follow the stops (`asking`): nobody makes one by hand. Whoever answers, by link or through
an officer, does it by `replying.reply`. `at` is the moment of the action.
"""

from visits.hosting.actions.replying import go_on, note_answer, reply, take_over, turn_down
from visits.hosting.actions.serving import say_of_duty
from visits.hosting.actions.urging import ask_once_more

__all__ = [
    "ask_once_more",
    "go_on",
    "note_answer",
    "reply",
    "say_of_duty",
    "take_over",
    "turn_down",
]
