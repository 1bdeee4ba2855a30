"""Which hosts may be fetched from: public ones alone, by the address that is connected to.

A name is resolved once, every address it has is checked, and the connection goes to one of those;
so a name server that answers otherwise the second time gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that a gateway turns into the IPv4 address in their last 32 bits (RFC 6052)."""
_ALSO_NOT_PUBLIC = (
    ipaddress.ip_network("100.64.0.0/10"),  # behind a provider's gateway (RFC 6598)
    ipaddress.ip_network("168.63.129.16/32"),  # the host of a cloud machine
    ipaddress.ip_network("fd00:ec2::254/128"),  # its metadata
)


class NotPublicError(Exception):
    """A host has an address that is not public; the message names the host."""


def is_public(address: Address) -> bool:
    """Whether an address is one on the public internet, after any IPv4 in it is unwrapped."""
    address = _unwrapped(address)
    if any(address in network for network in _ALSO_NOT_PUBLIC):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def _unwrapped(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address stands for (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def resolve(host: str, port: int, *, allow_loopback: bool = False) -> list[str]:
    """Return the addresses of a host, each checked.

    Args:
        host: Its name, or an address.
        port: The port to be connected to.
        allow_loopback: Whether this machine may be meant (for tests and local mirrors).

    Raises:
        NotPublicError: One of its addresses is not public.
        OSError: It has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for text in addresses:
        address = ipaddress.ip_address(text.split("%", 1)[0])
        if not (is_public(address) or (allow_loopback and address.is_loopback)):
            raise NotPublicError(f"{host} is no public address.")
    return addresses
