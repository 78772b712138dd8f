"""What may stand in a cell: several parts on one line, and no formulas."""

import re

_ESCAPED = re.compile(r"\\(u[0-9a-f]{4}|.)")
_BAR = re.compile(r"(?:[^\\|]|\\.)*", re.DOTALL)
# A spreadsheet takes these for the beginning of a formula; the wide ones are read alike.
_FORMULA = "=+\\-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}"
_FORMULA += "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
_DANGEROUS = re.compile(rf"'*\s*[{_FORMULA}]")
_DEFUSED = re.compile(rf"'+\s*[{_FORMULA}]")


def defuse(cell: str) -> str:
    """Return the cell so that no spreadsheet reckons it as a formula."""
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def undo(cell: str) -> str:
    """Return the cell as it was before `defuse`."""
    return cell[1:] if _DEFUSED.match(cell) else cell


def join_parts(*parts: str) -> str:
    """Return the parts on one line, so that `split_parts` finds them again."""
    joined = " | ".join(_escape(part) for part in parts)
    return re.sub(r"(?: \| ?)+$", "", joined)


def split_parts(line: str) -> list[str]:
    """Return the parts of a line that has them between vertical bars."""
    parts, at = [], 0
    while True:
        match = _BAR.match(line, at)
        end = match.end() if match else at
        parts.append(_ESCAPED.sub(_unescape, line[at:end].strip()))
        if end >= len(line):
            return parts
        at = end + 1


def _escape(part: str) -> str:
    """Return the part without line ends, bars and space at its ends."""
    inner = part.strip()
    lead = len(part) - len(part.lstrip()) if inner else len(part)
    tail = lead + len(inner)
    return "".join(
        _code(sign)
        if not lead <= at < tail or sign in "\\|" or len(f"a{sign}b".splitlines()) > 1
        else sign
        for at, sign in enumerate(part)
    )


def _code(sign: str) -> str:
    return f"\\{sign}" if sign in "\\|" else "\\n" if sign == "\n" else f"\\u{ord(sign):04x}"


def _unescape(match: re.Match[str]) -> str:
    sign = match[1]
    if len(sign) == 5:
        return chr(int(sign[1:], 16))
    return "\n" if sign == "n" else sign
