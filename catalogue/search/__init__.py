"""The engine joined to the catalogue: what an address asks, and what the page shows.

address, filters, query     what may stand in an address, and the checked state it stands for
facets, requirements        what the catalogue can be sorted out by; options has their values
documents, words, snapshot  entries and vocabulary as the engine takes them
sync, catalogue, mark       one state of the index, followed from write to write
results, cards, ways_out    what a page shows; facet_groups, highlight, doubles, completions
tally, countable, lookups   searches that are counted, and what they find today; thinning
oracle, evaluation, judging what the index is held against: the database, and judged queries
"""
