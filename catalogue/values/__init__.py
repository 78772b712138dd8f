"""An entry as lasting values: what files, working copies, versions and conflicts speak of.

sections     every field of an entry, in its order; the desk's page and the files follow it
fields       the columns of files, one a field; kinds and relations say what a value is
registers    the rows that values point at, by number, by lasting key and by name
record       an entry's values read, its one shape outside the catalogue, and its seal
differing    whether values differ: digests and the imprint for a program, a difference for people
merging      what the catalogue says, what somebody else says, and what both said last
changing     what is to be written in one entry; storing writes it; contradicting, choosing judge
"""
