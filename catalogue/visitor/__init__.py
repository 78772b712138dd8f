"""What a visitor does beside searching: answers five questions, gathers a list.

answers (what the address says) -> people (what that means here) -> judging (pure: facts and a
person in, reasons and misses out) -> wording (the reasons in Swedish). shortlist, comparison and
qr belong to the list; entry_page and demanding tell of one entry.
"""
