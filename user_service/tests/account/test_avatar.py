"""A picture is decoded and written anew: nothing of the file survives but what is seen of it."""

import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin
from rest_framework.test import APIClient

from servicekit.testing.api import assert_problem
from user_service.accounts.models import Avatar, User
from user_service.self_service import pictures

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[3]
URL = "/api/profile/avatar/"
RED, BLUE, GREEN = (200, 30, 30), (30, 30, 200), (30, 160, 30)


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 300), colour: Any = RED, **options: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB" if len(colour) == 3 else "RGBA", size, colour).save(out, kind, **options)
    return out.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims this size and holds next to nothing."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def sent(me: APIClient, raw: bytes, kind: str = "image/png") -> Any:
    return me.post(URL, raw, content_type=kind)


def kept() -> Image.Image:
    return Image.open(BytesIO(bytes(Avatar.objects.get().image)))


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(pixel[:3], colour, strict=True))


@pytest.mark.parametrize(("kind", "media"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "webp")])
def test_a_picture_becomes_a_square_of_256_as_webp(
    me: APIClient, ada: User, kind: str, media: str, told: Any, actions: Any
) -> None:
    answer = sent(me, picture(kind, (500, 300)), f"image/{media}")
    assert answer.status_code == 200, answer.content
    assert answer.json() == {"avatar_url": f"/api/users/avatars/{Avatar.objects.get().pk}/"}
    assert me.get("/api/users/me/").json()["avatar_url"] == answer.json()["avatar_url"]
    assert (kept().format, kept().size) == ("WEBP", (256, 256))
    assert near(kept().convert("RGB").getpixel((128, 128)), RED)
    assert told() == ["user.profile_changed"]
    assert actions() == ["user.avatar_changed"]


def test_a_form_with_one_file_is_taken_too(me: APIClient) -> None:
    file = SimpleUploadedFile("../../etc/me.png", picture(), content_type="text/html")
    assert me.post(URL, {"file": file}, format="multipart").status_code == 200


def test_anybody_sees_it_for_ever_and_as_nothing_else(me: APIClient, api: APIClient) -> None:
    shown = api.get(sent(me, picture()).json()["avatar_url"], HTTP_ACCEPT="image/avif,image/webp")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert shown["Cache-Control"] == "public, max-age=31536000, immutable"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Security-Policy"].startswith("default-src 'none'")
    assert not shown.cookies
    assert shown.content == bytes(Avatar.objects.get().image)


def test_a_new_picture_has_a_new_address_and_the_old_one_is_gone(me: APIClient, api: APIClient) -> None:
    first = sent(me, picture()).json()["avatar_url"]
    second = sent(me, picture(colour=BLUE)).json()["avatar_url"]
    assert first != second
    assert_problem(api.get(first), 404, "not-found")
    assert api.get(second).status_code == 200


def test_removing_it_twice_tells_once(me: APIClient, told: Any) -> None:
    sent(me, picture())
    assert [me.delete(URL).status_code for _ in range(2)] == [204, 204]
    assert me.get("/api/users/me/").json()["avatar_url"] is None
    assert told() == ["user.profile_changed"] * 2


def test_metadata_stay_behind(me: APIClient) -> None:
    exif = Image.Exif()
    exif[0x010E] = "canary description"
    exif.get_ifd(0x8825)[2] = (52.0, 30.0, 0.0)  # where it was taken
    sent(me, picture("JPEG", exif=exif, comment=b"canary comment", icc_profile=b"canary profile"), "image/jpeg")
    assert b"canary" not in bytes(Avatar.objects.get().image)
    assert not {"exif", "icc_profile", "xmp"} & kept().info.keys()
    text = PngImagePlugin.PngInfo()
    text.add_text("XML:com.adobe.xmp", "canary xmp")
    text.add_itxt("Comment", "canary text")
    sent(me, picture(pnginfo=text))
    assert b"canary" not in bytes(Avatar.objects.get().image)


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (0, 0)), (2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1))],
)
def test_it_is_set_upright_as_its_camera_said(me: APIClient, orientation: int, corner: tuple[int, int]) -> None:
    """A blue upper left corner ends up where the Exif orientation puts it."""
    image, out, exif = Image.new("RGB", (400, 400), RED), BytesIO(), Image.Exif()
    image.paste(BLUE, (0, 0, 200, 200))
    exif[pictures.ORIENTATION] = orientation
    image.save(out, "JPEG", exif=exif)
    sent(me, out.getvalue(), "image/jpeg")
    upright = kept().convert("RGB")
    corners = {(x, y) for x in (0, 1) for y in (0, 1) if near(upright.getpixel((64 + 128 * x, 64 + 128 * y)), BLUE)}
    assert corners == {corner}


def test_of_an_animation_the_first_frame_stays(me: APIClient) -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in (GREEN, BLUE)]
    for kind, media in (("PNG", "png"), ("WEBP", "webp")):
        out = BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100, lossless=True)
        assert sent(me, out.getvalue(), f"image/{media}").status_code == 200
        assert getattr(kept(), "n_frames", 1) == 1
        assert near(kept().convert("RGB").getpixel((128, 128)), GREEN)


def test_what_is_transparent_stays_so(me: APIClient) -> None:
    sent(me, picture(colour=(200, 30, 30, 0)))
    assert kept().getchannel("A").getextrema() == (0, 0)


def test_every_colour_model_is_understood(me: APIClient) -> None:
    for mode, kind in (("L", "PNG"), ("LA", "PNG"), ("P", "PNG"), ("1", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG")):
        out = BytesIO()
        Image.new(mode, (64, 64)).save(out, kind)
        assert sent(me, out.getvalue()).status_code == 200, mode


def test_a_second_format_hidden_in_a_picture_is_gone(me: APIClient, api: APIClient) -> None:
    script = b"<script>alert('canary')</script>PK\x03\x04canary"
    for polyglot in (picture() + script, picture("JPEG", comment=script), b"GIF89a" + script):
        answer = sent(me, polyglot)
        assert answer.status_code in {200, 400}
        if answer.status_code == 200:
            assert b"canary" not in api.get(answer.json()["avatar_url"]).content


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"canary",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>",
        b"%PDF-1.7",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        b"GIF89a" + b"\0" * 64,
        b"BM" + b"\0" * 64,
        b"\x89PNG\r\n\x1a\n",
        picture()[:60],
        picture("JPEG")[:400],
        picture("WEBP")[:30],
        b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\0" * 20,
        b"\xff\xd8\xff\xe1\xff\xff" + b"\0" * 100,
    ],
)
def test_what_is_no_picture_is_refused_with_words_and_changes_nothing(me: APIClient, raw: bytes) -> None:
    sent(me, picture())
    before = Avatar.objects.values().get()
    problem = assert_problem(sent(me, raw), 400, "validation-error")
    [error] = problem["errors"]
    assert (error["pointer"], error["code"]) == ("/file", "picture-unreadable")
    assert error["detail"].endswith(".")
    assert Avatar.objects.values().get() == before


@pytest.mark.parametrize("size", [(4097, 1), (1, 4097), (20_000, 20_000), (100_000, 100_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_that_would_fill_the_memory_is_refused_by_its_header(me: APIClient, size: tuple[int, int]) -> None:
    problem = assert_problem(sent(me, png_of(*size)), 400, "validation-error")
    assert [error["code"] for error in problem["errors"]] == ["picture-too-large"]
    assert not Avatar.objects.exists()


def test_compressed_text_that_would_fill_the_memory_is_refused(me: APIClient) -> None:
    bomb = chunk(b"zTXt", b"k\0\0" + zlib.compress(b"\0" * 2_000_000, 9))
    whole = picture()
    assert_problem(sent(me, whole[:33] + bomb + whole[33:]), 400, "validation-error")


def test_the_largest_picture_is_taken(me: APIClient) -> None:
    assert sent(me, picture("JPEG", (pictures.LARGEST_SIDE, 16)), "image/jpeg").status_code == 200


def test_a_body_beyond_a_mebibyte_is_too_large(me: APIClient) -> None:
    assert_problem(sent(me, b"\xff" * 1_048_577), 413, "payload-too-large")


@pytest.mark.parametrize("media", ["application/json", "text/html", "application/octet-stream"])
def test_other_bodies_are_not_read(me: APIClient, media: str) -> None:
    assert_problem(me.post(URL, b"{}", content_type=media), 415, "unsupported-media-type")


def test_a_form_with_something_else_is_refused(me: APIClient) -> None:
    file = SimpleUploadedFile("me.png", picture())
    both = {"file": file, "role": "admin"}
    assert_problem(me.post(URL, both, format="multipart"), 400, "unknown-field")
    two = {"file": [SimpleUploadedFile("a.png", picture()), SimpleUploadedFile("b.png", picture())]}
    assert_problem(me.post(URL, two, format="multipart"), 400, "validation-error")
    assert_problem(me.post(URL, {"file": "text"}, format="multipart"), 400, "validation-error")
    assert_problem(me.post(URL, {}, format="multipart"), 400, "validation-error")
    assert_problem(
        me.post(URL, b"--x\r\nbroken", content_type="multipart/form-data; boundary=x"), 400, "validation-error"
    )
    assert_problem(me.post(URL, b"broken", content_type="multipart/form-data"), 400, "bad-request")
    assert not Avatar.objects.exists()


def test_pictures_are_worked_on_one_at_a_time(me: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.01)
    with pictures.turn:
        refused = sent(me, picture())
    assert_problem(refused, 503, "overloaded")
    assert refused["Retry-After"]
    assert sent(me, picture()).status_code == 200


@pytest.mark.parametrize("tail", [str(uuid4()), "1", "../me", "%00"])
def test_what_is_no_picture_s_address(api: APIClient, tail: str) -> None:
    assert api.get(f"/api/users/avatars/{tail}/").status_code in {401, 404}


def test_a_visitor_sets_no_picture(api: APIClient) -> None:
    assert_problem(sent(api, picture()), 401, "unauthenticated")
    assert_problem(api.delete(URL), 401, "unauthenticated")


def test_pillow_is_loaded_with_the_first_picture() -> None:
    code = "import django; django.setup(); import user_service.urls, sys; sys.exit('PIL' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)  # noqa: S603 - our own interpreter
