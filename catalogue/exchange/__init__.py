"""Files out and in.

Out: formats (JSON, CSV), excel_out. In: files -> tables | excel_in -> contents -> keys (which
entry) -> units (what differs) -> incoming (all of it or nothing) -> outcome. factsheets reads
Swedish fact sheets, reference the lists that every catalogue begins with.
"""
