"""Which network addresses an article may be fetched from, and which only when allowed."""

import ipaddress
from collections.abc import Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# What the standard library's `is_global` does not know, or knows only in later versions.
REFUSED_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "100.64.0.0/10",  # carrier-grade NAT
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "198.18.0.0/15",  # benchmarks
        "::/96",  # IPv4-compatible, long withdrawn
        "64:ff9b:1::/48",  # NAT64 of a local network
        "100::/64",  # discarded
        "2001::/23",  # Teredo and other protocol assignments
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
        "5f00::/16",  # segment routing
        "fec0::/10",  # site-local
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether `address` is one of the open internet, whatever form it is written in.

    An IPv4 address inside an IPv6 one (mapped, NAT64) is judged by itself.
    """
    parsed = _inner(ipaddress.ip_address(address.split("%", maxsplit=1)[0]))
    if parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified:
        return False
    if any(parsed in network for network in REFUSED_NETWORKS if network.version == parsed.version):
        return False
    return parsed.is_global


def is_allowed(host: str, port: int, address: str, allow: Sequence[str]) -> bool:
    """Whether one of `allow` names this host, this host and port, or a network of `address`."""
    return any(_names(entry.strip().lower(), host.lower(), port, address) for entry in allow)


def _names(entry: str, host: str, port: int, address: str) -> bool:
    if not entry:
        return False
    host = host.strip("[]")
    if entry.strip("[]") == host or entry in {f"{host}:{port}", f"[{host}]:{port}"}:
        return True
    try:
        network = ipaddress.ip_network(entry.strip("[]"), strict=False)
    except ValueError:
        return entry in {f"{address}:{port}", f"[{address}]:{port}"}
    parsed = _inner(ipaddress.ip_address(address.split("%", maxsplit=1)[0]))
    return parsed.version == network.version and parsed in network


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for; the address itself where it stands for none."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address
