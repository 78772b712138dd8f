"""How an entry comes to say something else, and what it said before.

required     what publishing demands, one judgement for every door
copies       working copies beside what is published; roads between keepers
one_entry    writes an entry as an import does
seen         what a page showed when it was opened
unsaved      what somebody has written and not saved
noting       versions of every change; reading, comparing, shapes
"""
