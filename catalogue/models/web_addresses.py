"""Tell the addresses that visitors reach from those of an inner network."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

from catalogue.models.marked import _

INNER_NAMES = ("localhost", "local", "internal", "home.arpa")
# What Python 3.11 takes for global and no visitor reaches.
INNER_4 = [ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4")]
GLOBAL_6 = ip_network("2000::/3")  # all else leads inwards, to many at once, or back to IPv4
INNER_6 = [ip_network(net) for net in ("2001::/23", "2002::/16", "3fff::/20")]
LONGEST_HOST = 253


def is_public(number: str) -> bool:
    """Tell whether the number of a computer is one that visitors reach, too."""
    address: IPv4Address | IPv6Address = ip_address(number.partition("%")[0])
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in net for net in INNER_4)
    within = address in GLOBAL_6 and not any(address in net for net in INNER_6)
    return within and address.is_global


def host_of(address: str) -> str:
    """Return the host of a web address as it is sent; raise ValueError where it has none."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not 0 < len(host) <= LONGEST_HOST:
        raise ValueError(address)
    return host.encode("idna").decode()


def refuse_inner_networks(address: str) -> None:
    """Raise ValidationError where an address says by itself that only an inner network has it."""
    try:
        host = host_of(address).rstrip(".").lower()
    except ValueError:
        return  # misspelt, which another check says
    if _is_inner(host):
        raise ValidationError(
            _(
                "Adressen leder till ett inre nätverk som besökare inte når. "
                "Skriv en adress som alla kan öppna."
            ),
            code="inner_network",
        )


def _is_inner(host: str) -> bool:
    if any(f".{host}".endswith(f".{name}") for name in INNER_NAMES):
        return True
    try:
        return not is_public(host)
    except ValueError:
        return False  # a name: `check_links` sees where it leads
