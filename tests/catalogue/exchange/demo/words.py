"""Numbers that are everybody's, and words that are not ours."""

import re

NATIONAL = {
    *("112", "1177", "90101"),
    *("+46771416416", "0771-416 416", "+46771524524", "0771-524 524"),
    *("020-50 50 50", "020-84 44 48"),
}
NOT_OUR_WORDS = re.compile(
    r"biståndsberoende|problematik|långt från arbetsmarknaden|aktivt missbruk|nollklass|"
    r"hemmasitt|målgrupp",
    re.IGNORECASE,
)
