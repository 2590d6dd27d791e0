"""What guests and hosts say of a visit, what guests ask before it, and what we learn from both.

Words: an *answer* is what one guest says by the link that all of them share: up to five *ratings*,
the best stop, own *words*. Nobody is asked for a name; a random secret in the browser lets a phone
go on with its own answer. A *question* is asked before the visit; hosts see it once an officer has
passed it on. A host *reports* on a stop in two clicks. A *lesson* is what an officer writes down
for the next visit to a site. Whatever comes by link, an officer can enter on somebody's behalf.

Fewer than three answers show no means and no best stop; own words are shown, for they name nobody.
Start with `rules.py`.
"""
