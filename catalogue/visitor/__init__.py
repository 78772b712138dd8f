"""What a visitor does beside searching: answers five questions, gathers a list.

answers (what the address says) -> people (what that means here) -> fitting (pure: offers and a
person in, reasons and misses out) -> reasons (in Swedish). offers reads what entries
say of themselves. shortlist, comparison and qr belong to the list; entry_page and requirements
tell of one entry.
"""
