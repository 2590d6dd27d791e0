"""Identity data: what sites on the plan demand of delegates beyond their names, and nothing else.

Words: a *record* holds what is known of one delegate, each value sealed by the one data key of the
delegation; the key lies wrapped in a file outside the database (`keys.py`), so that whoever destroys
it destroys what any old backup holds. A *consent* is what the person agreed to, by purpose. A *code*
opens the step behind a secret link. A *look* is an entry of the access log. The *purge* destroys what
has served its purpose and writes a destruction record that names no one. Start with `rules.py`.
"""
