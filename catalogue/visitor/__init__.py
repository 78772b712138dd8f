"""From a person's situation to the entries that fit, with a true reason for each.

answers (what the address says) -> person (what that means here) -> judging (pure: facts and a
person in, reasons and misses out) -> wording (the reasons in Swedish).
"""
