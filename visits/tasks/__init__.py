"""What is to be done for each visit, by whom and by when.

Words: a *task* stands on the checklist of one delegation. Most come from the *templates* of its
level, with due days counted in working days before the first day of the visit or after the last;
others are typed freely. Its *owner* is whoever leads the delegation, until an officer is named.
A task that nobody *touched* follows the visit when its dates move. Start with `rules.py`.
"""
