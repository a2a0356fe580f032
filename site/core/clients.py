"""Who asks: the address behind a request, which limits and logs go by."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address a request comes from; of IPv6 the network, which one household or server has.

    With `MEYDAN_PROXIES` proxies in front it is the one that the outermost of them has seen:
    whatever stands before it in the header may be invented. Empty where the server knows none, as
    behind a socket file.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    proxies = settings.MEYDAN_PROXIES
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    given = chain[-proxies] if 0 < proxies <= len(chain) else nearest
    try:
        address = ip_address(given or nearest)
    except ValueError:
        return nearest
    if isinstance(address, IPv6Address):
        network = IPv6Network((int(address) >> 64 << 64, 64))
        return str(address.ipv4_mapped or network.network_address)
    return str(address)
