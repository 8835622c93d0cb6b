from __future__ import annotations

import pytest

from product_service.catalog.domain.pictures import picture_name, picture_url


@pytest.mark.parametrize("name", ["1f4bb", "2328-fe0f", "231a"])
def test_a_name_and_its_url_say_the_same(name: str) -> None:
    assert picture_name(picture_url(name)) == name


@pytest.mark.parametrize(
    "url",
    [
        "/media/products/../../etc/passwd.webp",
        "https://evil.example/media/products/1f4bb.webp",
        "//media/products/1f4bb.webp",
        "/media/products/1f4bb.svg",
        "/media/products/1F4BB.webp",
        "javascript:alert(1)",
        "",
    ],
)
def test_other_places_are_no_pictures_of_ours(url: str) -> None:
    assert picture_name(url) is None
