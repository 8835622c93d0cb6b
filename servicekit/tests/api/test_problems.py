"""Whoever refuses, the answer is a problem document (RFC 9457)."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.urls import path
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from servicekit.api.parsers import StrictJSONParser
from servicekit.api.serializers import DecimalAmount, Strict, StrictInteger, StrictText
from servicekit.errors import DependencyUnavailable, FieldError, PayloadTooLarge, ServiceError, ValidationFailed
from servicekit.testing.api import assert_problem

pytestmark = pytest.mark.urls(__name__)


class LineInput(Strict):
    quantity = StrictInteger(min_value=1, max_value=1000)


class NoteInput(Strict):
    note = StrictText(max_length=20)
    amount = DecimalAmount(required=False)
    kind = serializers.ChoiceField(choices=["plain"], required=False)
    lines = LineInput(many=True, required=False)
    made_by = serializers.CharField(read_only=True)


class Notes(APIView):
    permission_classes = [AllowAny]

    def post(self, request: Request) -> Response:
        note = NoteInput(data=request.data)
        note.is_valid(raise_exception=True)
        return Response(note.validated_data, status=201)


class Breaks(APIView):
    permission_classes = [AllowAny]
    raises: Exception = RuntimeError("secret db password in message")

    def get(self, request: Request) -> Response:
        raise self.raises


class Private(APIView):
    def get(self, request: Request) -> Response:
        return Response({})


def plain_view(request: object) -> HttpResponse:
    raise RuntimeError("secret db password in message")


urlpatterns = [
    path("api/notes/", Notes.as_view()),
    path("api/breaks/", Breaks.as_view()),
    path("api/locked/", Breaks.as_view(raises=OperationalError("database is locked"))),
    path("api/dropped/", Breaks.as_view(raises=InterfaceError("connection already closed"))),
    path("api/down/", Breaks.as_view(raises=DependencyUnavailable(retry_after=3, target="elsewhere"))),
    path("api/refused/", Breaks.as_view(raises=ValidationFailed(errors=[FieldError("/a/0", "bad", "It is bad.")]))),
    path("api/private/", Private.as_view()),
    path("plain/", plain_view),
]
handler404 = "servicekit.api.problems.not_found"
handler500 = "servicekit.api.problems.server_error"


def post(api: APIClient, body: Any) -> Any:
    raw = body if isinstance(body, bytes) else None
    if raw is not None:
        return api.post("/api/notes/", data=raw, content_type="application/json")
    return api.post("/api/notes/", data=json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("body", [b"", b"[]", b'"a"', b"null", b"7", b"{", b'{"note": NaN}', b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_object_is_malformed(api: APIClient, body: bytes) -> None:
    assert_problem(post(api, body), 400, "malformed-json")


def nested(levels: int) -> bytes:
    """A body of so many levels; the innermost array holds nothing."""
    return b'{"note": ' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


def test_a_body_that_is_too_deep_is_malformed(api: APIClient) -> None:
    assert_problem(post(api, nested(33)), 400, "malformed-json")
    assert_problem(post(api, nested(900)), 400, "malformed-json")
    assert_problem(post(api, nested(32)), 400, "validation-error")


@pytest.mark.parametrize("url", ["/api/notes/", "/api/private/"])
def test_a_body_over_a_mebibyte_is_too_large_for_anybody(api: APIClient, url: str) -> None:
    over = json.dumps({"note": "x" * 1_048_576}).encode()
    assert_problem(api.post(url, over, content_type="application/json"), 413, "payload-too-large")


@pytest.mark.parametrize("coding", ["gzip", "br", "identity, gzip"])
def test_a_compressed_body_is_not_unpacked(api: APIClient, coding: str) -> None:
    response = api.post("/api/notes/", {"note": "n"}, format="json", headers={"Content-Encoding": coding})
    assert_problem(response, 415, "unsupported-media-type")


def test_a_body_longer_than_announced_is_read_no_further_than_the_limit() -> None:
    with pytest.raises(PayloadTooLarge):
        StrictJSONParser().parse(io.BytesIO(b'{"note": "' + b"x" * 2_000_000))


def test_a_key_given_twice_is_refused(api: APIClient) -> None:
    assert_problem(post(api, b'{"note": "a", "note": "b"}'), 400, "duplicate-key")


@pytest.mark.parametrize(
    "note",
    [
        "",
        "  ",
        "\x00",
        "a\x00b",
        "\ud800",
        "\u202eabc",
        "x" * 21,
        "\u200b",
        "\u2060\ufeff",
        "\u3164",
        7,
        None,
        True,
        ["a"],
        {},
    ],
)
def test_text_that_cannot_be_shown_as_typed_is_refused(api: APIClient, note: object) -> None:
    body = assert_problem(post(api, {"note": note}), 400, "validation-error")
    assert [error["pointer"] for error in body["errors"]] == ["/note"]


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e400", "1e3", "-1", "\u0661", 1.5, 1, None, "", "9" * 16])
def test_an_amount_is_a_plain_decimal_string(api: APIClient, amount: object) -> None:
    body = assert_problem(post(api, {"note": "n", "amount": amount}), 400, "validation-error")
    assert [error["pointer"] for error in body["errors"]] == ["/amount"]


@pytest.mark.parametrize("quantity", [0, -1, 1.5, "2", 10**9, True, None])
def test_each_bad_value_in_a_list_has_its_own_pointer(api: APIClient, quantity: object) -> None:
    lines = [{"quantity": 1}, {"quantity": quantity}]
    body = assert_problem(post(api, {"note": "n", "lines": lines}), 400, "validation-error")
    assert [error["pointer"] for error in body["errors"]] == ["/lines/1/quantity"]


@pytest.mark.parametrize("field", ["made_by", "__proto__", "role"])
def test_a_field_that_is_not_declared_for_writing_is_refused(api: APIClient, field: str) -> None:
    body = assert_problem(post(api, {"note": "n", field: "x"}), 400, "unknown-field")
    assert [(e["pointer"], e["code"]) for e in body["errors"]] == [(f"/{field}", "unknown-field")]


@pytest.mark.parametrize("name", ["\ud800", "a/\udfff", "x" * 100_000])
def test_the_name_of_an_unknown_field_can_always_be_shown(api: APIClient, name: str) -> None:
    body = assert_problem(post(api, {"note": "n", name: 1}), 400, "unknown-field")
    assert [error["code"] for error in body["errors"]] == ["unknown-field"]
    assert len(body["errors"][0]["pointer"]) <= 310


@pytest.mark.parametrize("kind", ["\ud800", "x" * 100_000])
def test_a_choice_that_is_none_can_always_be_shown(api: APIClient, kind: str) -> None:
    response = post(api, {"note": "n", "kind": kind})
    body = assert_problem(response, 400, "validation-error")
    assert [error["pointer"] for error in body["errors"]] == ["/kind"]
    assert len(response.content) < 1000


def test_an_unforeseen_exception_shows_nothing_of_itself(api: APIClient) -> None:
    for url in ("/api/breaks/", "/plain/"):
        response = api.get(url)
        assert_problem(response, 500, "internal-error")
        assert b"password" not in response.content


@pytest.mark.parametrize("url", ["/api/locked/", "/api/dropped/"])
def test_a_locked_database_or_a_lost_connection_is_unavailable_and_not_an_error(api: APIClient, url: str) -> None:
    response = api.get(url)
    assert_problem(response, 503, "dependency-unavailable")
    assert response["Retry-After"] == "2"


def test_a_refusal_carries_its_headers_and_extensions(api: APIClient) -> None:
    response = api.get("/api/down/")
    assert assert_problem(response, 503, "dependency-unavailable")["target"] == "elsewhere"
    assert response["Retry-After"] == "3"


def test_field_errors_of_a_use_case_look_like_those_of_a_serializer(api: APIClient) -> None:
    body = assert_problem(api.get("/api/refused/"), 400, "validation-error")
    assert body["errors"] == [{"pointer": "/a/0", "code": "bad", "detail": "It is bad."}]


def test_an_unknown_path_is_a_problem_too(api: APIClient) -> None:
    assert_problem(api.get("/nowhere/"), 404, "not-found")


def test_a_wrong_method_lists_the_right_ones(api: APIClient) -> None:
    response = api.put("/api/notes/", {}, format="json")
    assert_problem(response, 405, "method-not-allowed")
    assert response["Allow"] == "POST, OPTIONS"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "TRACE", "PROPFIND", "post"])
def test_a_wrong_method_is_wrong_before_anybody_is_asked_to_sign_in(api: APIClient, method: str) -> None:
    for url, allowed in (("/api/notes/", "POST, OPTIONS"), ("/api/private/", "GET, HEAD, OPTIONS")):
        if method not in allowed:
            response = api.generic(method, url)
            assert_problem(response, 405, "method-not-allowed")
            assert response["Allow"] == allowed


def test_options_tells_the_methods_and_nothing_else(api: APIClient) -> None:
    response = api.options("/api/notes/")
    assert (response.status_code, response.json()) == (200, {"methods": ["POST", "OPTIONS"]})


def test_only_json_is_accepted_and_only_json_is_answered(api: APIClient) -> None:
    assert_problem(api.post("/api/notes/", "a=b", content_type="text/plain"), 415, "unsupported-media-type")
    assert_problem(api.get("/api/breaks/", headers={"Accept": "application/xml"}), 406, "not-acceptable")


def test_an_anonymous_visitor_is_asked_to_sign_in(api: APIClient) -> None:
    response = api.get("/api/private/")
    assert_problem(response, 401, "unauthenticated")
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("header", ["Bearer x.y.z", "Bearer", "Basic abc", "Bearer a b", "token"])
def test_a_bad_token_is_never_anonymous_even_where_anybody_may_come(api: APIClient, header: str) -> None:
    assert_problem(api.post("/api/notes/", {"note": "n"}, headers={"Authorization": header}), 401, "token-invalid")


@pytest.mark.parametrize("url", ["/api/notes", "/api/v1/notes/", "/api/v1/notes"])
def test_version_prefix_and_trailing_slash_make_no_difference(api: APIClient, url: str) -> None:
    assert api.post(url, {"note": "n"}, format="json").status_code == 201


def test_the_request_id_of_the_gateway_is_kept_and_any_other_replaced(api: APIClient) -> None:
    sent = "0190c0de-0000-7000-8000-000000000001"
    response = api.get("/api/breaks/", headers={"X-Request-Id": sent})
    assert response["X-Request-Id"] == sent
    assert response.json()["instance"] == f"urn:uuid:{sent}"
    assert api.get("/api/breaks/", headers={"X-Request-Id": "<script>"})["X-Request-Id"] != "<script>"


def test_every_leaf_of_the_tree_has_its_own_slug() -> None:
    def leaves(kind: type[ServiceError]) -> list[type[ServiceError]]:
        return [kind, *(leaf for child in kind.__subclasses__() for leaf in leaves(child))]

    ours = [leaf for leaf in leaves(ServiceError) if leaf.__module__ == ServiceError.__module__]
    assert len({leaf.code for leaf in ours}) == len(ours)
