"""How a delegation is received: protocol, budget, and what the receiving official reads beforehand.

Words: the *protocol* of a visit is what officers wrote in its fields; which fields are proposed, and
with which text, depends on the level of the head of delegation. A field that nobody touched is not
printed. The *budget* has lines, planned and spent. A *briefing* belongs to a courtesy call or a
meeting: background, seats, talking points, questions to be expected. Start with `rules.py`.

A further field of the protocol: `rules` (the enum, its group, which levels propose it), `words` (its
name, its usual text), the counts of the tests; no migration.
"""
