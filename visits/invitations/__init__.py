"""Invitations by mail (iTIP, RFC 5546 and 6047), for whoever answers in their own calendar.

Words. A *reader* is whoever gets letters about stops: ("contact", id) of a site or ("person", id)
of ours. A *message* is one REQUEST or CANCEL about one stop to one reader, carried by one letter of
the outbox. A *reply* is what a reader's calendar sends back.

By default a letter carries a calendar file, which opens anywhere. A reader is sent a *test* first;
once that was answered, the office may choose invitations for them. `following` keeps what readers
hold in step with what was published, `replying` takes their replies, `testing` the test.
"""
