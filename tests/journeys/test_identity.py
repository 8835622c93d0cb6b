"""Who somebody is, and how the shop comes to believe it: letters, second factors, passkeys, and how that ends."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import CDPSession, FilePayload, Page, Route, expect

from tests.harness import Mesh, Shopper, eventually
from tests.journeys.factors import App, protected
from tests.journeys.person import PASSWORD, Person
from tools.mail import sent

Someone = Callable[..., Person]
Newcomer = Callable[..., tuple[Person, Shopper]]

NEW_PASSWORD = "a-different-quiet-harbour"
# A red square of four pixels.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="
)
# The authenticator says yes to the suggestions of the username field too, and faster than anybody presses a button.
NO_SUGGESTIONS = "PublicKeyCredential.isConditionalMediationAvailable = async () => false"
EXPIRED = {"type": "/problems/token-expired", "title": "The token has expired", "status": 401}


def link_in_letter(mesh: Mesh, username: str, path: str) -> str:
    """The newest link of this kind in a letter to the user, as a path of the shop."""
    address, pattern = f"{username}@example.com", re.compile(rf"{path}\?token=\S+")

    def found() -> str:
        bodies = [letter.body for letter in sent(mesh.state, ["mail"]) if letter.to == address]
        links = [link for body in bodies for link in pattern.findall(body)]
        return links[-1] if links else ""

    return eventually(found, within=10)


def authenticator(page: Page) -> CDPSession:
    """A passkey provider that always says yes, in place of a fingerprint."""
    chromium = page.context.new_cdp_session(page)
    chromium.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    chromium.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return chromium


def test_a_newcomer_confirms_the_address_by_the_link_in_the_letter(someone: Someone, mesh: Mesh, username: str) -> None:
    ada = someone()
    ada.goes_to("/register")
    ada.registers(username)
    expect(ada.heading("Welcome to the shop")).to_be_visible()
    expect(ada.page.get_by_text(f"We sent a letter to {username}@example.com")).to_be_visible()
    ada.link("Your account").first.click()
    expect(ada.page.get_by_text("Not confirmed yet")).to_be_visible()

    ada.goes_to(link_in_letter(mesh, username, "/verify-email"))
    expect(ada.page.get_by_text(f"{username}@example.com is confirmed")).to_be_visible()
    expect(ada.page).to_have_url(re.compile("/verify-email$"))
    ada.goes_to("/account/profile")
    expect(ada.page.get_by_text("Confirmed", exact=True)).to_be_visible()


def test_a_second_step_is_set_up_on_the_page_and_asked_for_at_the_next_sign_in(newcomer: Newcomer) -> None:
    ada, _ = newcomer()
    ada.goes_to("/account/security")
    ada.button("Set up with an app").click()
    expect(ada.page.get_by_role("img", name="QR code for your authenticator app")).to_be_visible()
    app = App(ada.page.locator("code").inner_text())
    code = ada.page.get_by_label("Code the app shows")
    code.fill("000000")
    expect(code).to_have_attribute("aria-invalid", "true")
    code.fill(app.code())
    expect(ada.heading("Keep these ten codes")).to_be_focused()
    codes = ada.page.get_by_role("list", name="Backup codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    with ada.page.expect_download() as download:
        ada.button("Download").click()
    assert codes.first.inner_text() in Path(download.value.path()).read_text()
    expect(ada.button("Done")).to_be_disabled()
    ada.page.get_by_label("I saved them").check()
    ada.button("Done").click()
    expect(ada.page.get_by_text("10 left")).to_be_visible()

    ada.signs_out()
    ada.goes_to("/login?next=/orders")
    ada.signs_in(ada.username)
    code = ada.page.get_by_label("Code from your authenticator app")
    expect(code).to_be_focused()
    code.fill("000000")
    expect(code).to_have_accessible_description(re.compile("wrong, too old, or was used before"))
    expect(code).to_have_value("")
    code.press_sequentially(app.code())  # the sixth digit sends it
    expect(ada.heading("Your orders")).to_be_visible()
    ada.is_signed_in_as(ada.username)


def test_a_backup_code_opens_the_account_once(someone: Someone, newcomer: Newcomer) -> None:
    _, shopper = newcomer()
    _, codes = protected(shopper)
    ada = someone()
    ada.goes_to("/login?next=/account/security")
    ada.signs_in(shopper.username)
    ada.button("Use a backup code").click()
    ada.page.get_by_label("One of your backup codes").fill(codes[0].upper())
    ada.button("Confirm and sign in").click()
    expect(ada.page.get_by_text("9 left")).to_be_visible()


def test_who_takes_too_long_for_the_second_step_is_told_and_begins_again(someone: Someone, newcomer: Newcomer) -> None:
    _, shopper = newcomer()
    app, _ = protected(shopper)
    ada = someone()
    ada.page.route("**/api/users/2fa/verify-login/", answer_expired, times=1)
    ada.goes_to("/login")
    ada.signs_in(shopper.username)
    ada.page.get_by_label("Code from your authenticator app").fill(app.code())
    expect(ada.page.get_by_role("status").filter(has_text="Enter your password again")).to_be_visible()
    expect(ada.heading("Welcome back")).to_be_visible()
    ada.signs_in(shopper.username)
    ada.page.get_by_label("Code from your authenticator app").fill(app.code())
    ada.is_signed_in_as(shopper.username)


def test_a_passkey_is_added_confirms_who_is_there_signs_in_and_is_removed(newcomer: Newcomer) -> None:
    ada, _ = newcomer()
    authenticator(ada.page)
    ada.page.add_init_script(NO_SUGGESTIONS)
    ada.goes_to("/account/security")
    ada.button("Add a passkey").click()
    ada.page.get_by_role("dialog").get_by_label("Name").fill("Desk computer")
    ada.button("Continue").click()
    passkeys = ada.page.get_by_role("list", name="Passkeys")
    expect(passkeys.get_by_text("Desk computer")).to_be_visible()

    ada.button("Set up an authenticator app").click()  # from now on a password is not enough for this
    ada.page.get_by_role("dialog", name="Confirm that it is you").get_by_role("button", name="Use your passkey").click()
    expect(ada.heading("Set up your authenticator app")).to_be_focused()
    ada.button("Cancel").click()

    ada.signs_out()
    ada.goes_to("/login?next=/account/security")
    ada.button("Sign in with a passkey").click()
    expect(passkeys.get_by_text("used just now")).to_be_visible()
    ada.button("Rename Desk computer").click()
    ada.page.get_by_role("dialog").get_by_label("Name").fill("Old computer")
    ada.button("Save").click()
    ada.button("Remove Old computer").click()
    ada.page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    expect(ada.page.get_by_text("None yet.")).to_be_visible()


def test_what_matters_asks_who_is_there_and_goes_on_by_itself(newcomer: Newcomer) -> None:
    ada, shopper = newcomer()
    app, _ = protected(shopper)  # meanwhile, elsewhere: the browser's own session knows a password only
    ada.goes_to("/account/security")
    ada.button("New codes").click()
    ada.button("Make new codes").click()
    confirming = ada.page.get_by_role("dialog", name="Confirm that it is you")
    expect(confirming.get_by_label("Code from your authenticator app")).to_be_focused()
    confirming.get_by_role("button", name="Close").click()
    expect(ada.page.get_by_text("You did not confirm that it is you, so nothing was changed.")).to_be_visible()

    ada.button("Make new codes").click()
    confirming.get_by_label("Code from your authenticator app").fill(app.code())
    expect(ada.heading("Keep these ten codes")).to_be_visible()
    expect(confirming).to_be_hidden()


def test_a_forgotten_password_is_replaced_by_the_link_in_the_letter(
    someone: Someone, newcomer: Newcomer, mesh: Mesh
) -> None:
    elsewhere, shopper = newcomer()
    ada = someone()
    ada.goes_to("/login")
    ada.link("Forgot it?").click()
    expect(ada.heading("Forgot your password?")).to_be_visible()  # the login page has a field for e-mail, too
    ada.page.get_by_label("E-mail").fill(f"{shopper.username}@example.com")
    ada.button("Send me a link").click()
    expect(ada.page.get_by_text("a letter is on its way")).to_be_visible()

    ada.goes_to(link_in_letter(mesh, shopper.username, "/reset-password"))
    expect(ada.page).to_have_url(re.compile("/reset-password$"))
    ada.page.get_by_label("New password").fill(NEW_PASSWORD)
    ada.button("Set new password").click()
    ada.page.get_by_role("main").get_by_role("link", name="Sign in").click()
    ada.signs_in(shopper.username, NEW_PASSWORD)
    ada.is_signed_in_as(shopper.username)
    elsewhere.goes_to("/orders")
    expect(elsewhere.page).to_have_url(re.compile(r"/login\?next="))


def test_a_session_ended_from_another_browser_is_over_there(someone: Someone, newcomer: Newcomer) -> None:
    ada, shopper = newcomer()
    lost_phone = someone(shopper.username, PASSWORD)
    lost_phone.goes_to("/orders")
    expect(lost_phone.heading("No orders yet")).to_be_visible()

    ada.goes_to("/account/sessions")
    others = ada.page.get_by_role("region", name="Other devices")
    expect(others.get_by_role("listitem")).to_have_count(2)  # the phone, and the shopper's own client
    others.get_by_role("listitem").first.get_by_role("button").click()  # the newest
    ada.button("Sign it out").click()
    expect(others.get_by_role("listitem")).to_have_count(1)
    lost_phone.goes_to("/orders")
    expect(lost_phone.page).to_have_url(re.compile(r"/login\?next="))

    ada.button("Sign out all others").click()
    ada.button("Sign them out").click()
    expect(ada.page.get_by_text("You are signed in nowhere else.")).to_be_visible()
    assert shopper.post("/api/token/refresh/", {"refresh": shopper.tokens["refresh"]}).status_code == 401


def test_a_changed_password_keeps_this_browser_signed_in(newcomer: Newcomer) -> None:
    ada, shopper = newcomer()
    ada.goes_to("/account/security")
    ada.page.get_by_label("Current password").fill("not-the-password")
    ada.page.get_by_label("New password").fill(NEW_PASSWORD)
    ada.button("Change password").click()
    expect(ada.page.get_by_label("Current password")).to_have_attribute("aria-invalid", "true")
    ada.page.get_by_label("Current password").fill(PASSWORD)
    ada.button("Change password").click()
    expect(ada.page.get_by_text("Password changed.")).to_be_visible()
    ada.page.reload()
    ada.is_signed_in_as(ada.username)
    assert shopper.post("/api/token/refresh/", {"refresh": shopper.tokens["refresh"]}).status_code == 401


def test_a_picture_and_a_new_address_are_shown_and_colours_come_along(newcomer: Newcomer, mesh: Mesh) -> None:
    ada, shopper = newcomer()
    ada.goes_to("/account/profile")
    picture = FilePayload(name="me.png", mimeType="image/png", buffer=PICTURE)
    ada.page.get_by_label("Picture file").set_input_files(picture)
    ada.button("Save picture").click()
    expect(ada.page.get_by_text("Picture saved")).to_be_visible()
    assert shopper.get("/api/users/me/").json()["avatar_url"]

    ada.button("Change address").click()
    ada.page.get_by_label("New e-mail address").fill(f"new-{ada.username}@example.com")
    ada.button("Send the link").click()
    expect(ada.page.get_by_text(f"Waiting for new-{ada.username}@example.com")).to_be_visible()
    ada.goes_to(link_in_letter(mesh, f"new-{ada.username}", "/verify-email"))
    expect(ada.page.get_by_text(f"new-{ada.username}@example.com is confirmed")).to_be_visible()

    ada.goes_to("/account/preferences")
    ada.page.get_by_role("radio", name="Dark").check()
    expect(ada.page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(ada.page.locator("html")).to_have_attribute("data-theme", "dark")
    assert shopper.get("/api/profile/preferences/").json()["theme"] == "dark"


def test_one_takes_ones_data_along_and_leaves(newcomer: Newcomer) -> None:
    ada, shopper = newcomer()
    ada.goes_to("/account/data")
    with ada.page.expect_download() as download:
        ada.button("Download my data").click()
    assert shopper.username in json.dumps(json.loads(Path(download.value.path()).read_text())["account"])
    ada.button("Delete account…").click()
    ada.page.get_by_role("dialog").get_by_label("Your password").fill(PASSWORD)
    ada.button("Delete my account").click()
    expect(ada.page.get_by_text("Your account is deleted.")).to_be_visible()
    expect(ada.page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    answer = shopper.post("/api/token/", {"username": shopper.username, "password": PASSWORD})
    assert answer.status_code == 401


def answer_expired(route: Route) -> None:
    route.fulfill(status=401, content_type="application/problem+json", json=EXPIRED)
