"""The ladder of a review that nobody does: what happens when, in days after the day it was due.

The letters, the work list, the public pages and the search all read it here.
"""

REMIND_AGAIN = 14
REMIND_LAST = 30
TELL_LEAD = 44
MARK = 50
"""Late by more than this: visitors see that it is not reviewed, and the search ranks it lower."""
DECIDE = 60
"""Late by more than this: the förbund decides what becomes of it."""
