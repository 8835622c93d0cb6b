"""Where a target's replicas are, as gRPC wants to be told. A setting names one address or several."""

from __future__ import annotations

import ipaddress

FAMILIES = {4: "ipv4", 6: "ipv6"}


def dialled(addresses: str) -> str:
    """`host:port` stays as it is: DNS may know many addresses of it. Several, with commas between, become one target.

    ValueError for several that are not numbers of one family: gRPC knows no list of names.
    """
    several = listed(addresses)
    if len(several) == 1:
        return several[0]
    families = {_family(address) for address in several}
    if len(families) != 1:
        raise ValueError(f"{addresses!r}: several addresses must be all IPv4 or all IPv6")
    return f"{families.pop()}:{','.join(several)}"


def listed(addresses: str) -> list[str]:
    """`a:1, b:2` as two. ValueError when there is none."""
    several = [address.strip() for address in addresses.split(",") if address.strip()]
    if not several:
        raise ValueError("an address is missing")
    return several


def _family(address: str) -> str:
    host = address.rpartition(":")[0].strip("[]")
    try:
        return FAMILIES[ipaddress.ip_address(host).version]
    except ValueError:
        raise ValueError(f"{address!r}: one of several addresses must be a number, not a name") from None
