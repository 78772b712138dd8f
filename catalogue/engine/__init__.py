"""The search engine: words in, ranked ids and counts out. Knows no Django.

language      Swedish analysis: folding, tokens, keys, compound parts, the compiled lexicon
vocabulary    what people say and what the catalogue calls it
documents     what goes in: documents, facets, choices
stances       facets whose values a document affirms, denies or leaves unsaid
plan          text -> groups of alternatives, from top to bottom: places and facts take words out,
              wording reads the others, reading each of them in view of the
              dictionary of the index, naming finds facet values (names
              knows them), grouping makes groups, with phrases of the vocabulary,
              relatives reads in two ways, alternatives writes out,
              beside tells what the words of places and facts are worth;
              groups says what a plan is
neighbours    recognises what others have among the words of a search
index         documents in segments; collection looks up
finding       plan + choices -> Found; choosing keeps what was chosen, census counts,
              ordering sorts, matching takes what covers the plan,
              coverage tells how much of it a document covers,
              scoring scores each group, joining joins the words of a phrase,
              scored remembers what was found,
              accord lifts hits that are about what the search is about,
              affinity lifts hits that are about what the best ones are about,
              likeness finds similar documents, snapshot keeps it all on disk
segment       postings and facet codes in flat arrays; building makes them, facets numbers values,
              counting counts them,
              spelling finds careless spellings, fields says what each field weighs
found         what comes out: a page of ids, counts, and why each was found
"""
