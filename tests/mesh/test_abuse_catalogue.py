"""PRD rows of the abuse list: the catalogue and those who may write into it."""

from __future__ import annotations

import json
import struct
import time
import uuid
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from PIL import Image

from protos.gen.shop.product.v1 import product_service_pb2 as pb
from protos.gen.shop.product.v1 import product_service_pb2_grpc
from tests.abuse import channel, port_of, raw_exchange, raw_request, refused, send, status_of
from tests.harness import NO_TLS, Mesh, Shopper, new_product

Shoppers = Callable[..., Shopper]
PRODUCTS = "/api/products/"


@pytest.fixture(scope="module")
def category(admin: Shopper) -> str:
    found = admin.get("/api/categories/").json()
    slug: str = (found["results"] if isinstance(found, dict) else found)[0]["slug"]
    return slug


@pytest.fixture(scope="module")
def lamp(admin: Shopper) -> int:
    return new_product(admin, stock=50)


def listing(shelf: str, /, **changes: Any) -> dict[str, Any]:
    good = {
        "sku": f"ABUSE-{uuid.uuid4().hex[:10].upper()}",
        "name": "Abuse lamp",
        "description": "",
        "category": shelf,
        "price": "10.00",
        "currency": "EUR",
        "stock": 5,
    }
    return good | changes


def tag_of(admin: Shopper, product: int) -> str:
    tag: str = admin.get(f"{PRODUCTS}{product}/").headers["etag"]
    return tag


BAD_VALUES = {
    "PRD-04": ("price", "-1"),
    "PRD-04-zero": ("price", "0.00"),
    "PRD-06-nan": ("price", "NaN"),
    "PRD-06-infinity": ("price", "Infinity"),
    "PRD-06-1e400": ("price", "1e400"),
    "PRD-06-1e3": ("price", "1e3"),
    "PRD-06-full-width": ("price", "\uff11\uff10"),
    "PRD-06-float": ("price", 10.5),
    "PRD-06-integer": ("price", 10),
    "PRD-06-three-digits": ("price", "10.001"),
    "PRD-06-comma": ("price", "10,00"),
    "PRD-06-underscore": ("price", "1_000"),
    "PRD-06-huge": ("price", "9" * 16),
    "PRD-06-array": ("price", ["10.00"]),
    "PRD-06-blank": ("price", " 10"),
    "PRD-08": ("currency", "XXX"),
    "PRD-08-lower": ("currency", "eur"),
    "PRD-08-empty": ("currency", ""),
    "PRD-08-surrogate": ("currency", "\ud800"),
    "PRD-10": ("name", ""),
    "PRD-10-blank": ("name", " \u00a0\u2028"),
    "PRD-10-nul": ("name", "a\x00b"),
    "PRD-10-10kB": ("name", "x" * 10_240),
    "PRD-10-bidi": ("name", "lamp \u202egnp.exe"),
    "PRD-10-zero-width": ("name", "\u200b\ufeff"),
    "PRD-10-filler": ("name", "\u3164"),
    "PRD-10-null": ("name", None),
    "PRD-10-number": ("name", 1),
    "PRD-12-5001": ("description", "x" * 5001),
    "PRD-14-svg": ("image", {"url": "data:image/svg+xml,<svg onload=alert(1)>"}),
    "PRD-16-lower": ("sku", "abuse-lamp"),
    "PRD-16-full-width": ("sku", "\uff21"),
    "PRD-stock-negative": ("stock", -1),
    "PRD-stock-float": ("stock", 1.5),
    "PRD-stock-text": ("stock", "5"),
    "PRD-stock-true": ("stock", True),
    "PRD-stock-null": ("stock", None),
    "PRD-stock-huge": ("stock", 2**63),
    "PRD-category": ("category", "no-such-shelf"),
    "PRD-unknown-field": ("vendor_id", "x"),
    "PRD-unknown-id": ("id", 1),
    "PRD-unknown-surrogate": ("\udfff", 1),
}


@pytest.mark.parametrize("name", BAD_VALUES)
def test_a_bad_value_lists_no_product(admin: Shopper, category: str, name: str) -> None:
    field, value = BAD_VALUES[name]
    before = admin.get(PRODUCTS).json()["count"]
    pointer = "/image/url" if field == "image" else "/" + field.encode("utf-8", "backslashreplace").decode()
    slug = "unknown-field" if "unknown" in name else "validation-error"
    refused(send(admin.http, PRODUCTS, listing(category, **{field: value})), 400, slug, pointer)
    assert admin.get(PRODUCTS).json()["count"] == before


def photograph() -> bytes:
    """It says where it was taken."""
    exif, out = Image.Exif(), BytesIO()
    exif.get_ifd(0x8825)[29] = "canary: 52.5 N 13.4 E"
    Image.new("RGB", (64, 48), "red").save(out, "JPEG", exif=exif, comment=b"canary comment")
    assert b"canary" in out.getvalue()
    return out.getvalue()


def polyglot() -> bytes:
    """A picture, and to whoever loads it as one, a script."""
    out = BytesIO()
    Image.new("P", (8, 8)).save(out, "GIF", comment=b"*/=1;alert(1);/*")
    return out.getvalue() + b";alert(1)//<script>alert(1)</script>"


def bomb() -> bytes:
    """900 million pixels in a hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def upload(admin: Shopper, product: int, raw: bytes, media_type: str) -> httpx.Response:
    return admin.http.post(f"{PRODUCTS}{product}/images/", files={"file": ("picture", raw, media_type)})


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
NO_PICTURES = {
    "PRD-14-svg": (SVG, "image/svg+xml", 415, "unsupported-media-type"),
    "PRD-14-svg-as-png": (SVG, "image/png", 415, "unsupported-media-type"),
    "PRD-14-magic": (photograph(), "image/png", 415, "unsupported-media-type"),
    "PRD-14-page": (b"<html><script>alert(1)</script>", "image/gif", 415, "unsupported-media-type"),
    "PRD-14-bomb": (bomb(), "image/png", 400, "validation-error"),
    "PRD-14-zip": (b"PK\x03\x04" + b"\0" * 1000, "image/webp", 415, "unsupported-media-type"),
    "PRD-14-5MiB": (b"\x89PNG\r\n\x1a\n" + b"\0" * 5_242_900, "image/png", 413, "payload-too-large"),
    "PRD-14-6MB": (b"\x89PNG\r\n\x1a\n" + b"\0" * 6_000_000, "image/png", 413, "payload-too-large"),
}


@pytest.mark.parametrize("name", NO_PICTURES)
def test_prd_14_what_is_no_picture_of_ours_is_refused(admin: Shopper, lamp: int, name: str) -> None:
    raw, media_type, status, slug = NO_PICTURES[name]
    before = admin.get(f"{PRODUCTS}{lamp}/").json()["images"]
    refused(upload(admin, lamp, raw, media_type), status, slug, *(["/file"] if status == 400 else []))
    assert admin.get(f"{PRODUCTS}{lamp}/").json()["images"] == before


@pytest.mark.parametrize(("raw", "media_type"), [(photograph(), "image/jpeg"), (polyglot(), "image/gif")])
def test_prd_14_of_a_picture_only_the_pixels_are_kept(
    admin: Shopper, wire: httpx.Client, lamp: int, raw: bytes, media_type: str
) -> None:
    told = upload(admin, lamp, raw, media_type)
    assert told.status_code == 201, told.text
    for source in told.json()["sources"]:
        shown = wire.get(source["url"])
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
        assert shown.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert not any(word in shown.content for word in (b"canary", b"alert", b"script", b"EXIF"))


def test_prd_40_one_bad_row_and_nothing_is_written(admin: Shopper, category: str) -> None:
    rows = [listing(category) for _ in range(10)]
    rows[6]["price"] = "-1"
    body = json.dumps(rows).encode()
    refused(
        send(admin.http, f"{PRODUCTS}bulk/", body, Idempotency_Key=str(uuid.uuid4())),
        400,
        "validation-error",
        "/6/price",
    )
    found = [admin.get(f"{PRODUCTS}?search={row['sku']}").json()["results"] for row in rows]
    assert not any(row["sku"] == one["sku"] for row, results in zip(rows, found, strict=True) for one in results)


def test_prd_02_only_those_who_sell_may_write(
    shopper: Shoppers, admin: Shopper, alice: Shopper, wire: httpx.Client, category: str, lamp: int
) -> None:
    before = admin.get(f"{PRODUCTS}{lamp}/").json()
    for who in (alice, shopper("viewer")):
        refused(send(who.http, PRODUCTS, listing(category)), 403, "forbidden")
        for method in ("PUT", "PATCH", "DELETE"):
            refused(
                send(who.http, f"{PRODUCTS}{lamp}/", {"price": "1.00"}, method=method, If_Match="*"), 403, "forbidden"
            )
    refused(send(wire, PRODUCTS, listing(category)), 401, "unauthenticated")
    refused(
        send(shopper("vendor").http, f"{PRODUCTS}{lamp}/", {"price": "1.00"}, method="PATCH", If_Match="*"),
        403,
        "forbidden",
    )
    assert admin.get(f"{PRODUCTS}{lamp}/").json() == before


def test_prd_12_a_description_of_a_megabyte_is_too_large(admin: Shopper, category: str) -> None:
    refused(send(admin.http, PRODUCTS, listing(category, description="x" * 1_000_000)), 413, "payload-too-large")


def test_prd_48_ten_megabytes_stop_at_the_gateway(admin: Shopper) -> None:
    refused(send(admin.http, PRODUCTS, b'{"name":"' + b"x" * 10_000_000 + b'"}'), 413, "payload-too-large")


def test_prd_16_a_sku_belongs_to_one_product_and_for_ever(admin: Shopper, category: str) -> None:
    body = listing(category)
    made = send(admin.http, PRODUCTS, body).json()["id"]
    refused(send(admin.http, PRODUCTS, body), 409, "conflict", "/sku")
    assert admin.http.delete(f"{PRODUCTS}{made}/", headers={"If-Match": "*"}).status_code == 204
    refused(send(admin.http, PRODUCTS, body), 409, "conflict", "/sku")


def test_prd_16_of_many_at_once_one_gets_the_sku(admin: Shopper, category: str) -> None:
    body = listing(category)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(admin.http, PRODUCTS, body).status_code, range(8)))
    assert sorted(answers) == [201] + [409] * 7


def test_prd_18_a_change_needs_to_say_what_was_seen(admin: Shopper, lamp: int) -> None:
    before = admin.get(f"{PRODUCTS}{lamp}/").json()
    for method in ("PATCH", "DELETE"):
        refused(send(admin.http, f"{PRODUCTS}{lamp}/", {"price": "1.00"}, method=method), 428, "precondition-required")
    for wrong in ('"x"', "x", '"1-aaaaaaaaaaaa"', '""', ",,,", '"0-"', "**", '"' + "x" * 3000 + '"', "' OR 1=1 --"):
        answer = send(admin.http, f"{PRODUCTS}{lamp}/", {"stock": 1}, method="PATCH", If_Match=wrong)
        refused(answer, 412, "precondition-failed")
    assert admin.get(f"{PRODUCTS}{lamp}/").json() == before


def test_prd_20_of_two_changes_at_once_one_is_told_to_look_again(admin: Shopper) -> None:
    product = new_product(admin, stock=5)
    tag = tag_of(admin, product)
    with ThreadPoolExecutor(6) as pool:
        asked = [
            pool.submit(send, admin.http, f"{PRODUCTS}{product}/", {"price": f"{n}.00"}, method="PATCH", If_Match=tag)
            for n in range(1, 7)
        ]
    answers = [one.result() for one in asked]
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 5
    won = next(answer for answer in answers if answer.status_code == 200)
    assert admin.get(f"{PRODUCTS}{product}/").json()["price"] == won.json()["price"]


def test_a_picture_needs_its_address_in_a_change_too(admin: Shopper, lamp: int) -> None:
    answer = send(admin.http, f"{PRODUCTS}{lamp}/", {"image": {"alt": ""}}, method="PATCH", If_Match="*")
    refused(answer, 400, "validation-error", "/image/url")


@pytest.mark.parametrize("path", [PRODUCTS, f"{PRODUCTS}1/", "/api/orders/", "/api/cart/", "/api/payments/"])
def test_options_tells_the_methods(admin: Shopper, path: str) -> None:
    answer = admin.http.options(path)
    assert (answer.status_code, answer.json().keys()) == (200, {"methods"})


def test_prd_38_what_is_reserved_cannot_be_counted_away(mesh: Mesh, admin: Shopper) -> None:
    product = new_product(admin, stock=3)
    with channel(mesh, "order_service", "product_service") as line:
        stock = product_service_pb2_grpc.ProductServiceStub(line)
        held = str(uuid.uuid4())
        lines = [pb.ReservationLine(product_id=product, quantity=2)]
        stock.ReserveStock(pb.ReserveStockRequest(reservation_id=held, lines=lines), timeout=3)
        answer = send(admin.http, f"{PRODUCTS}{product}/", {"stock": 1}, method="PATCH", If_Match="*")
        stock.ReleaseReservation(pb.ReleaseReservationRequest(reservation_id=held), timeout=3)
    refused(answer, 409, "stock-below-reserved")
    assert admin.get(f"{PRODUCTS}{product}/").json()["stock"]["available"] == 3


NO_PRODUCT = ["abc", "-1", "0", str(2**63), str(2**64), "1%20OR%201=1", "1.0", "+1", "00001", "1e1", "0x1", "%D9%A1"]


@pytest.mark.parametrize("product", [*NO_PRODUCT, "9" * 18, "1%0a", "1'--", "%3Cscript%3E"])
def test_prd_22_what_is_no_product_is_not_found(wire: httpx.Client, product: str) -> None:
    refused(wire.get(f"{PRODUCTS}{product}/"), 404, "not-found")


@pytest.mark.parametrize("product", ["%00", "1%00", "1;x=1", "1%2f..", "%2e%2e"])
def test_prd_22_a_path_that_means_two_things_does_not_reach_a_service(wire: httpx.Client, product: str) -> None:
    refused(wire.get(f"{PRODUCTS}{product}/"), 400, "bad-request")


BAD_QUERIES = {
    "PRD-24": "page=0",
    "PRD-24-negative": "page=-1",
    "PRD-24-text": "page=abc",
    "PRD-24-1e9": "page=1e9",
    "PRD-24-billion": "page=1000000000",
    "PRD-24-empty": "page=",
    "PRD-24-arabic": "page=%D9%A1",
    "PRD-24-nul": "page=1%00",
    "PRD-24-twice": "page=1&page=2",
    "PRD-24-size-0": "page_size=0",
    "PRD-24-size-101": "page_size=101",
    "PRD-24-size-text": "page_size=all",
    "PRD-30": f"search={'x' * 7000}",
    "PRD-30-terms": f"search={'a+' * 2500}",
    "PRD-30-nul": "search=a%00b",
    "PRD-30-bidi": "search=%E2%80%AEa",
    "PRD-30-twice": "search=a&search=b",
    "PRD-price-nan": "min_price=NaN",
    "PRD-price-1e3": "max_price=1e3",
    "PRD-price-negative": "min_price=-1",
    "PRD-price-swapped": "min_price=2&max_price=1",
    "PRD-price-empty": "max_price=",
    "PRD-in-stock": "in_stock=maybe",
    "PRD-ordering": "ordering=id",
    "PRD-ordering-lookup": "ordering=category__name",
    "PRD-ordering-random": "ordering=%3F",
    "PRD-category-nul": "category=%00",
}


@pytest.mark.parametrize("name", BAD_QUERIES)
def test_a_query_that_means_nothing_is_refused(wire: httpx.Client, name: str) -> None:
    pointers = {f"/{part.partition('=')[0]}" for part in BAD_QUERIES[name].split("&")} - {"/min_price"}
    answer = wire.get(f"{PRODUCTS}?{BAD_QUERIES[name]}")
    refused(answer, 400, "validation-error", *(pointers or {"/min_price"}))


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("price__gt=1", id="PRD-28"),
        pytest.param("name__regex=(a%2B)%2B$", id="PRD-28-regex"),
        pytest.param("__proto__[x]=1", id="PRD-28-proto"),
        pytest.param("page[size]=1", id="PRD-28-brackets"),
        pytest.param("format=xml", id="PRD-28-format"),
        pytest.param("limit=1", id="PRD-28-limit"),
        pytest.param("%ff=1", id="PRD-28-bytes"),
        pytest.param("=1", id="PRD-28-empty"),
    ],
)
def test_a_parameter_that_is_not_known_is_refused(wire: httpx.Client, query: str) -> None:
    refused(wire.get(f"{PRODUCTS}?{query}"), 400, "unknown-parameter")


def test_prd_26_a_cursor_is_good_for_the_list_that_gave_it_out(wire: httpx.Client) -> None:
    following = wire.get(f"{PRODUCTS}?ordering=price&page_size=1").json()["next"]
    assert wire.get(following).status_code == 200
    cursor = parse_qs(urlsplit(following).query)["cursor"][0]
    middle = len(cursor) // 2
    tampered = cursor[:middle] + ("a" if cursor[middle] != "a" else "b") + cursor[middle + 1 :]
    for query in ("cursor=abc", f"ordering=price&cursor={tampered}", f"ordering=name&cursor={cursor}"):
        refused(wire.get(f"{PRODUCTS}?page_size=1&{query}"), 400, "invalid-cursor")


def test_prd_30_a_search_that_is_too_much_is_refused_at_once(wire: httpx.Client) -> None:
    quickest = min(timed(wire, f"{PRODUCTS}?search={'a+' * 2500}") for _ in range(5))
    assert quickest < 0.1  # 20 ms on a quiet machine


def timed(wire: httpx.Client, path: str) -> float:
    began = time.perf_counter()
    wire.get(path)
    return time.perf_counter() - began


@pytest.mark.parametrize("accept", ["application/xml", "text/html", "image/*", "garbage", "text/csv, text/plain"])
def test_prd_32_answers_are_json_or_nothing(wire: httpx.Client, accept: str) -> None:
    refused(wire.get(PRODUCTS, headers={"Accept": accept}), 406, "not-acceptable")


def test_prd_34_a_forged_host_leaves_no_trace(wire: httpx.Client) -> None:
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "6.6.6.6", "Forwarded": "host=evil.example"}
    answer = wire.get(PRODUCTS, params={"page_size": 1}, headers=forged)
    assert answer.status_code == 200
    assert "evil" not in answer.text + str(answer.headers)
    assert answer.json()["next"].startswith("/api/products/?")


@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "FOO", "PUT", "DELETE"])
def test_prd_36_other_methods_are_not_allowed_to_anybody(wire: httpx.Client, alice: Shopper, method: str) -> None:
    for client in (wire, alice.http):
        answer = client.request(method, PRODUCTS)
        refused(answer, 405, "method-not-allowed")
        assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize("process", ["user-web", "product-web", "order-web", "payments-web"])
def test_prd_36_a_method_in_lower_case_is_not_offered_behind_the_gateway_either(mesh: Mesh, process: str) -> None:
    path = {"user-web": "/api/token/", "order-web": "/api/orders/", "payments-web": "/api/payments/"}.get(
        process, PRODUCTS
    )
    received = raw_exchange(port_of(mesh, process), raw_request(path, method="get"))
    assert status_of(received) == 405
    assert b'"/problems/method-not-allowed"' in received


@pytest.mark.parametrize("process", ["user-web", "product-web", "order-web", "payments-web"])
def test_a_service_asked_directly_has_the_same_limit_for_bodies(mesh: Mesh, process: str) -> None:
    paths = {"user-web": "/api/token/", "product-web": PRODUCTS, "order-web": "/api/orders/"}
    with httpx.Client(base_url=f"http://127.0.0.1:{port_of(mesh, process)}", verify=NO_TLS) as client:
        answer = send(client, paths.get(process, "/api/payments/"), b'{"a":"' + b"x" * 1_100_000 + b'"}')
    refused(answer, 413, "payload-too-large")
