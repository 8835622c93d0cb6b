from __future__ import annotations

import pytest

from servicekit.grpc.client.addresses import dialled


@pytest.mark.parametrize("address", ["127.0.0.1:50052", "product-grpc:50052", "dns:///product-grpc:50052", "[::1]:1"])
def test_a_single_address_is_dialled_as_it_is_written(address: str) -> None:
    assert dialled(address) == address


@pytest.mark.parametrize(
    ("addresses", "target"),
    [
        ("127.0.0.1:50052,127.0.0.1:50152", "ipv4:127.0.0.1:50052,127.0.0.1:50152"),
        (" 127.0.0.1:1 , 127.0.0.2:2, ", "ipv4:127.0.0.1:1,127.0.0.2:2"),
        ("[::1]:1,[::1]:2", "ipv6:[::1]:1,[::1]:2"),
    ],
)
def test_several_become_one_target(addresses: str, target: str) -> None:
    assert dialled(addresses) == target


@pytest.mark.parametrize("addresses", ["127.0.0.1:1,[::1]:1", "product-grpc:1,127.0.0.1:2", "", " , "])
def test_what_cannot_be_dialled_is_refused_in_words(addresses: str) -> None:
    with pytest.raises(ValueError, match="address"):
        dialled(addresses)
