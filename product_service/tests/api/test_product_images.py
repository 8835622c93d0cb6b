"""Pictures of a product: what becomes of a file, who may send one, and what the product shows then."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image
from rest_framework.test import APIClient

from product_service.catalog.domain.pictures import LARGEST_FILE
from product_service.catalog.models import Product, ProductImage
from product_service.catalog.uploads import decode
from product_service.tests.pictures import BLUE, GREEN, RED, photograph, picture, png_of, sent
from product_service.tests.support import Make, hold, principal
from servicekit.testing.api import assert_problem
from servicekit.testing.events import Published

AsRole = Callable[..., APIClient]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings.SHOPMESH, "uploads_dir", tmp_path / "uploads")
    return tmp_path / "uploads"


@pytest.fixture
def vera(as_role: AsRole) -> APIClient:
    return as_role("vendor", "vera")


@pytest.fixture
def vendors(make_product: Make) -> Product:
    return make_product(sku="VERA-1", by=principal("vendor", "vera"))


def path(product: Product) -> str:
    return f"/api/products/{product.pk}/images/"


def change(client: APIClient, product: Product, image: int, seen: str = "*", **given: Any) -> Any:
    return client.patch(f"{path(product)}{image}/", given, HTTP_IF_MATCH=seen)


def drop(client: APIClient, product: Product, image: int, seen: str = "*") -> Any:
    return client.delete(f"{path(product)}{image}/", HTTP_IF_MATCH=seen)


def add(client: APIClient, product: Product, raw: bytes, media_type: str = "image/png", **form: Any) -> Any:
    return client.post(path(product), {"file": sent(raw, media_type), **form}, format="multipart")


def stored(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def nothing_happened(product: Product, folder: Path) -> bool:
    now = Product.objects.get(pk=product.pk)
    return (now.version, now.picture, ProductImage.objects.count(), stored(folder)) == (1, "1f4e6", 0, {})


@pytest.mark.parametrize(
    ("kind", "media_type"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "webp"), ("GIF", "gif"), ("PNG", "")]
)
def test_a_picture_becomes_three_copies_as_webp(
    vera: APIClient, vendors: Product, uploads: Path, kind: str, media_type: str
) -> None:
    answer = add(vera, vendors, picture(kind, (1600, 800)), f"image/{media_type}" if media_type else "", alt="A lamp")
    assert answer.status_code == 201, answer.content
    told = answer.json()
    digits = told["url"].removeprefix("/media/uploads/").removesuffix("-512.webp")
    assert told == {
        "id": ProductImage.objects.get().pk,
        "url": f"/media/uploads/{digits}-512.webp",
        "alt": "A lamp",
        "width": 1024,
        "height": 512,
        "sources": [{"url": f"/media/uploads/{digits}-{side}.webp", "width": side} for side in (256, 512, 1024)],
    }
    assert answer["Location"] == f"{path(vendors)}{told['id']}/"
    for side in (256, 512, 1024):
        file = uploads / digits[:2] / f"{digits}-{side}.webp"
        assert file.stat().st_mode & 0o777 == 0o644
        with Image.open(file) as kept:
            assert (kept.format, kept.size) == ("WEBP", (side, side // 2))


def test_what_the_product_shows_is_its_first_picture(
    vera: APIClient, api: APIClient, vendors: Product, published: Published
) -> None:
    page = f"/api/products/{vendors.pk}/"
    assert api.get(page).json()["images"][0]["id"] is None
    before = api.get(page)["ETag"]
    first = add(vera, vendors, picture(), alt="In red").json()
    second = add(vera, vendors, picture(colour=BLUE)).json()
    shown = api.get(page)
    assert shown["ETag"] != before
    assert shown.json()["image"] == {"url": first["url"], "alt": "In red"}
    assert [image["id"] for image in shown.json()["images"]] == [first["id"], second["id"]]
    assert second["alt"] == "Alder chair"
    assert api.get(path(vendors)).json() == shown.json()["images"]
    told = [one.data for one in published() if one.type == "product.updated"]
    assert [(one["changed"], one["version"]) for one in told] == [(["images"], 2), (["images"], 3)]


def test_the_order_is_the_manager_s(vera: APIClient, api: APIClient, vendors: Product) -> None:
    ids = [add(vera, vendors, picture(colour=colour)).json()["id"] for colour in (RED, BLUE, GREEN)]

    def order() -> list[int]:
        return [image["id"] for image in api.get(path(vendors)).json()]

    moved = change(vera, vendors, ids[2], position=0, alt="In green")
    assert (moved.status_code, moved.json()["alt"]) == (200, "In green")
    assert order() == [ids[2], ids[0], ids[1]]
    assert api.get(f"/api/products/{vendors.pk}/").json()["image"]["alt"] == "In green"
    change(vera, vendors, ids[2], position=10)
    assert order() == ids
    assert drop(vera, vendors, ids[0]).status_code == 204
    assert order() == ids[1:]
    assert_problem(drop(vera, vendors, ids[0]), 404, "not-found")
    for image in ids[1:]:
        drop(vera, vendors, image)
    assert api.get(f"/api/products/{vendors.pk}/").json()["image"]["url"] == "/media/products/1f4e6.webp"


def test_a_change_says_which_gallery_it_is_about(vera: APIClient, vendors: Product, published: Published) -> None:
    ids = [add(vera, vendors, picture(colour=colour)).json()["id"] for colour in (RED, BLUE)]
    read = vera.get(path(vendors))["ETag"]
    page = vera.get(f"/api/products/{vendors.pk}/")["ETag"]
    told = len(published())

    def nothing_changed() -> bool:
        now = [(image["id"], image["alt"]) for image in vera.get(path(vendors)).json()]
        return now == [(ids[0], "Alder chair"), (ids[1], "Alder chair")] and len(published()) == told

    for answer in (vera.patch(f"{path(vendors)}{ids[0]}/", {"alt": "x"}), vera.delete(f"{path(vendors)}{ids[0]}/")):
        assert_problem(answer, 428, "precondition-required")
    assert nothing_changed()
    moved = change(vera, vendors, ids[1], read, position=0)
    assert (moved.status_code, moved["ETag"]) == (200, vera.get(path(vendors))["ETag"])
    told = len(published())
    ids.reverse()
    for stale in (read, page, '"never-seen"'):
        assert_problem(change(vera, vendors, ids[0], stale, alt="x"), 412, "precondition-failed")
        assert_problem(drop(vera, vendors, ids[0], stale), 412, "precondition-failed")
    assert nothing_changed()
    assert change(vera, vendors, ids[0], moved["ETag"], alt="In blue").status_code == 200
    whole = vera.get(f"/api/products/{vendors.pk}/")["ETag"]  # the product's own page is as good
    assert drop(vera, vendors, ids[0], whole).status_code == 204


def test_a_sale_stands_in_no_picture_s_way(vera: APIClient, vendors: Product) -> None:
    image = add(vera, vendors, picture()).json()["id"]
    read = vera.get(path(vendors))["ETag"]
    hold((vendors, 1))
    assert vera.get(path(vendors))["ETag"] != read
    assert change(vera, vendors, image, read, alt="In red").status_code == 200


def test_a_product_read_and_put_back_keeps_its_pictures(vera: APIClient, vendors: Product) -> None:
    add(vera, vendors, picture())
    second = add(vera, vendors, picture(colour=BLUE)).json()
    page = f"/api/products/{vendors.pk}/"
    put = vera.patch(page, {"image": {"url": second["url"], "alt": "First now"}}, HTTP_IF_MATCH="*")
    assert (put.status_code, put.json()["images"][0]["id"]) == (200, second["id"])
    drawing = {"image": {"url": "/media/products/1f4bb.webp"}}
    answer = vera.patch(page, drawing, HTTP_IF_MATCH="*")
    assert assert_problem(answer, 400, "validation-error")["errors"][0]["pointer"] == "/image/url"
    strange = {"image": {"url": f"/media/uploads/{'a' * 32}-512.webp"}}
    answer = vera.patch(page, strange, HTTP_IF_MATCH="*")
    assert assert_problem(answer, 400, "validation-error")["errors"][0]["code"] == "unknown"
    assert vera.get(page).json()["image"]["alt"] == "First now"


def test_metadata_stay_behind(vera: APIClient, vendors: Product, uploads: Path) -> None:
    assert add(vera, vendors, photograph(), "image/jpeg").status_code == 201
    for content in stored(uploads).values():
        assert b"canary" not in content
        with Image.open(BytesIO(content)) as kept:
            assert not {"exif", "icc_profile", "xmp"} & kept.info.keys()


def test_what_hides_behind_a_picture_is_not_kept(vera: APIClient, vendors: Product, uploads: Path) -> None:
    """A GIF that is a script to whoever loads it as one."""
    polyglot = picture("GIF", comment=b"*/=1;alert(document.cookie);/*") + b";alert(document.cookie)//<script>"
    assert add(vera, vendors, polyglot, "image/gif").status_code == 201
    assert all(b"alert" not in content and b"script" not in content for content in stored(uploads).values())


def test_a_photograph_is_set_upright(vera: APIClient, vendors: Product, uploads: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    told = add(vera, vendors, picture("JPEG", (60, 20), exif=exif), "image/jpeg").json()
    assert (told["width"], told["height"]) == (20, 60)
    assert [source["width"] for source in told["sources"]] == [20]  # never made larger than it was
    assert len(stored(uploads)) == 3


def test_a_picture_sent_twice_is_there_once(vera: APIClient, vendors: Product, uploads: Path) -> None:
    first, again = (add(vera, vendors, picture()) for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert (ProductImage.objects.count(), Product.objects.get().version, len(stored(uploads))) == (1, 2, 3)


REFUSED = {
    "svg": (SVG, "image/svg+xml", 415, "unsupported-media-type"),
    "svg that calls itself a picture": (SVG, "image/png", 415, "unsupported-media-type"),
    "script": (b"alert(1)", "image/gif", 415, "unsupported-media-type"),
    "wrong magic": (picture("JPEG"), "image/png", 415, "unsupported-media-type"),
    "page": (picture(), "text/html", 415, "unsupported-media-type"),
    "first bytes alone": (b"GIF89a", "image/gif", 415, "unsupported-media-type"),
    "riff of another kind": (b"RIFF\x24\0\0\0WAVEfmt ", "image/webp", 415, "unsupported-media-type"),
    "cut off": (picture(size=(400, 400))[:200], "image/png", 415, "unsupported-media-type"),
    "nothing": (b"", "image/png", 415, "unsupported-media-type"),
    "bomb": (png_of(30_000, 30_000), "image/png", 400, "validation-error"),
    "one pixel too many": (png_of(5_000, 5_001), "image/png", 400, "validation-error"),
    "bomb with a name": (png_of(2**31 - 1, 2**31 - 1), "image/png", 400, "validation-error"),
    "too many bytes": (b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST_FILE, "image/png", 413, "payload-too-large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_picture_of_ours_is_refused(vera: APIClient, vendors: Product, uploads: Path, name: str) -> None:
    raw, media_type, status, slug = REFUSED[name]
    assert_problem(add(vera, vendors, raw, media_type), status, slug)
    assert nothing_happened(vendors, uploads)


@pytest.mark.parametrize(
    ("form", "slug", "pointer"),
    [
        ({}, "validation-error", "/file"),
        ({"file": "text"}, "validation-error", "/file"),
        ({"file": [sent(picture()), sent(picture())]}, "validation-error", "/file"),
        ({"file": sent(picture()), "product": "1"}, "unknown-field", "/product"),
        ({"file": sent(picture()), "alt": sent(b"x")}, "unknown-field", "/alt"),
        ({"file": sent(picture()), "alt": ["a", "b"]}, "validation-error", "/alt"),
        ({"file": sent(picture()), "alt": "x" * 201}, "validation-error", "/alt"),
        ({"file": sent(picture()), "alt": "\u202egnp"}, "validation-error", "/alt"),
    ],
)
def test_a_form_is_as_strict_as_a_body(
    vera: APIClient, vendors: Product, uploads: Path, form: dict[str, Any], slug: str, pointer: str
) -> None:
    answer = vera.post(path(vendors), form, format="multipart")
    assert assert_problem(answer, 400, slug)["errors"][0]["pointer"] == pointer
    assert nothing_happened(vendors, uploads)


def test_a_body_that_is_no_form_is_refused(vera: APIClient, vendors: Product, uploads: Path) -> None:
    assert_problem(vera.post(path(vendors), picture(), content_type="image/png"), 415, "unsupported-media-type")
    broken = vera.post(path(vendors), b"--x", content_type="multipart/form-data")
    assert_problem(broken, 400, "bad-request")
    announced = vera.post(path(vendors), b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="6000000")
    assert_problem(announced, 413, "payload-too-large")
    assert nothing_happened(vendors, uploads)


WHO = {
    ("", ""): (401, "unauthenticated"),
    ("customer", "alice"): (403, "forbidden"),
    ("viewer", "victor"): (403, "forbidden"),
    ("vendor", "rival"): (403, "forbidden"),
}


@pytest.mark.parametrize("who", WHO)
def test_nobody_else_touches_them(
    as_role: AsRole, api: APIClient, vera: APIClient, vendors: Product, uploads: Path, who: tuple[str, str]
) -> None:
    image = add(vera, vendors, picture()).json()["id"]
    client = as_role(*who) if who[0] else api
    for answer in (
        add(client, vendors, picture(colour=BLUE)),
        change(client, vendors, image, alt="Mine"),
        drop(client, vendors, image),
    ):
        assert_problem(answer, *WHO[who])
    assert (ProductImage.objects.get().alt, len(stored(uploads))) == ("", 3)


def test_another_product_s_picture_is_not_there(vera: APIClient, vendors: Product, make_product: Make) -> None:
    other = make_product(sku="VERA-2", by=principal("vendor", "vera"))
    image = add(vera, vendors, picture()).json()["id"]
    assert_problem(change(vera, other, image, alt="x"), 404, "not-found")
    assert_problem(drop(vera, other, image), 404, "not-found")
    assert_problem(add(vera, Product(pk=999), picture()), 404, "not-found")


def test_a_gallery_has_ten_places(vera: APIClient, vendors: Product) -> None:
    for n in range(10):
        assert add(vera, vendors, picture(colour=(n * 20, 0, 0))).status_code == 201
    assert_problem(add(vera, vendors, picture(colour=BLUE)), 409, "gallery-full")
    assert ProductImage.objects.count() == 10


def test_many_galleries_cost_one_query(vera: APIClient, api: APIClient, make_product: Make) -> None:
    products = [make_product(sku=f"VERA-{n}", by=principal("vendor", "vera")) for n in range(3)]
    with CaptureQueriesContext(connection) as before:
        api.get("/api/products/")
    for product in products:
        add(vera, product, picture())
    with CaptureQueriesContext(connection) as after:
        rows = api.get("/api/products/").json()["results"]
    assert len(after) == len(before) + 1
    assert [row["images"][0]["width"] for row in rows] == [30, 30, 30]


def test_what_is_sold_shows_the_picture_it_had(vera: APIClient, vendors: Product) -> None:
    url = add(vera, vendors, picture()).json()["url"]
    assert hold((vendors, 1)).lines.get().image_url == url


def test_what_is_done_is_audited(vera: APIClient, vendors: Product, recorded: Callable[[], list[Any]]) -> None:
    image = add(vera, vendors, picture()).json()["id"]
    change(vera, vendors, image, alt="x")
    drop(vera, vendors, image)
    actions = [one.data["action"] for one in recorded()][1:]
    assert actions == ["product.picture_added", "product.picture_changed", "product.picture_removed"]


@pytest.mark.parametrize("part", ["1", BytesIO(b"x")], ids=["fields", "files"])
def test_a_form_of_thousands_of_parts_is_no_error_of_ours(vera: APIClient, vendors: Product, part: Any) -> None:
    form = {f"part-{number}": part for number in range(1_100)}
    assert_problem(vera.post(path(vendors), form, format="multipart"), 400, "bad-request")


def test_who_sends_many_at_once_leaves_the_others_their_threads(
    vera: APIClient, vendors: Product, uploads: Path
) -> None:
    """Three may wait for one; the next is refused at once, and does not wait for five seconds first."""
    for _ in range(4):
        assert decode.room.acquire(blocking=False)
    try:
        refused = add(vera, vendors, picture())
    finally:
        for _ in range(4):
            decode.room.release()
    assert (refused.status_code, refused["Retry-After"]) == (503, "2")
    assert nothing_happened(vendors, uploads)
    assert add(vera, vendors, picture()).status_code == 201
