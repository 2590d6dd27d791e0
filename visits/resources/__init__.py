"""Our people and vehicles: who receives, interprets, escorts and drives, and when they cannot.

Words: a *person* is one of ours with *skills*; an interpreter is a person with *language pairs*; a
*vehicle* has seats and usually a driver; *unavailability* is a span in which either cannot serve.
"""
