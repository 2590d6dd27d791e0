"""Letters: written with the facts in one transaction, composed and sent afterwards.

Words: a *letter* has a *kind* (`capability.verb`), goes to one recipient in one language, and holds
ids and facts; its text is composed from a template when it is read or sent. An action only queues
(`actions.queue`); `flask visits send-mail` sends. Without any SMTP, staff copy it, download it as
.eml, and mark it as sent by hand.
"""
