"""An entry as lasting values: what files, working copies, versions and conflicts speak of.

fields       every field, in the order of the desk; kinds and relations say what a value is
registers    the rows that values point at, by number, by lasting key and by name
record       the one shape of an entry outside the catalogue, and its seal
merging      what the catalogue says, what somebody else says, and what both said last
changing     what is to be written in one entry; storing writes it; contradicting, choosing judge
"""
