"""Fields that hold one thing a line."""


def lines(text: str) -> tuple[str, ...]:
    """Return the lines that say something, without the space around them."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
