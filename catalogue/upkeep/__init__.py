"""Keeping entries true: the work list, links that break, reminders, and what readers tell.

worklist                      what is left to do among the rows that a person keeps
fetching, asking, links       addresses outside the site, asked within a deadline
recipients, letters, sending  reminders by mail; link is the way back from one
message_form, answering       a reader's message and the answer; limits, token, statistics
proposals                     an editor's message about an entry that others keep
thinning                      what is kept no longer: messages, persons' names, posts
mailing, smtp, rounds         letters handed over; one that fails stops none of the others
"""
