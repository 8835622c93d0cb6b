"""Putting things on sale in the browser: a product with its picture, and a list that has a mistake in it."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import FilePayload, expect

from tests.journeys.person import Person

Someone = Callable[..., Person]

# An import is a process of its own: it has to start before it can read two rows.
IMPORTED_MS = 60_000
COLUMNS = "sku,name,description,category,price,currency,stock"


def picture(name: str, colour: str) -> FilePayload:
    png = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(png, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": png.getvalue()}


def csv(*rows: str) -> FilePayload:
    return {"name": "lamps.csv", "mimeType": "text/csv", "buffer": "\r\n".join([COLUMNS, *rows, ""]).encode()}


def lists_a_product(person: Person, sku: str, name: str) -> str:
    """Where the shop shows it."""
    person.goes_to("/admin/products/new")
    person.button("Put on sale").click()
    expect(person.page.get_by_label("Name", exact=True)).to_have_attribute("aria-invalid", "true")
    person.page.get_by_label("Name", exact=True).fill(name)
    person.page.get_by_label("SKU").fill(sku)
    person.page.get_by_label("Category", exact=True).select_option("home")
    person.page.get_by_label("Price").fill("49,90")
    person.page.get_by_label("Units in the warehouse").fill("12")
    person.button("Put on sale").click()
    expect(person.heading(name)).to_be_visible()
    return person.page.url.replace("/admin/", "/")


def test_an_administrator_lists_a_product_with_pictures_and_a_shopper_sees_it(someone: Someone) -> None:
    sku = f"JRN-{uuid.uuid4().hex[:8].upper()}"
    name = f"Journey lamp {sku}"
    alma = someone("admin")
    address = lists_a_product(alma, sku, name)

    alma.page.locator('input[type="file"]').set_input_files(
        [picture("red.png", "#a03030"), picture("blue.png", "#3030a0")]
    )
    tiles = alma.page.get_by_role("list", name="Pictures").get_by_role("listitem")
    expect(tiles).to_have_count(2)
    blue = tiles.nth(1).get_by_role("img").get_attribute("src")
    alma.page.get_by_role("button", name="Move picture 2 forward").press("Enter")
    expect(tiles.first.get_by_role("img")).to_have_attribute("src", blue or "")
    tiles.first.get_by_label("What it shows").fill("A blue lamp")
    tiles.first.get_by_label("What it shows").press("Tab")
    expect(alma.page.get_by_text("Description saved")).to_be_visible()

    visitor = someone()
    visitor.goes_to(address)
    expect(visitor.heading(name)).to_be_visible()
    expect(visitor.page.get_by_role("img", name="A blue lamp").first).to_be_visible()

    alma.button("Take off sale").click()
    alma.page.get_by_role("button", name="Undo").click()
    expect(alma.page.get_by_text(f"{name} is on sale again")).to_be_visible()
    visitor.page.reload()
    expect(visitor.heading(name)).to_be_visible()


def test_a_vendor_imports_a_list_mends_its_mistake_and_writes_it(someone: Someone) -> None:
    mark = uuid.uuid4().hex[:8].upper()
    good = f"V{mark}-1,Vendor lamp {mark},Warm.,home,19.90,EUR,5"
    vera = someone("vendor")
    vera.goes_to("/")
    vera.button("Account of vendor").click()
    vera.page.get_by_role("menuitem", name="Your products").click()
    expect(vera.heading("Your products")).to_be_visible()
    vera.page.get_by_role("navigation", name="Selling").get_by_role("link", name="Import").click()

    vera.page.get_by_label("CSV file").set_input_files(csv(good, f"V{mark}-2,Second lamp,Cold.,home,-3,EUR,5"))
    mistakes = vera.page.get_by_role("table", name="Mistakes")
    expect(mistakes.get_by_role("row").nth(1)).to_contain_text(re.compile("Row 3.*price"), timeout=IMPORTED_MS)
    expect(vera.page.get_by_role("button", name=re.compile("^Write"))).to_have_count(0)
    with vera.page.expect_download() as download:
        vera.button("All mistakes as CSV").click()
    assert download.value.suggested_filename == "lamps-mistakes.csv"

    vera.link("Send the mended file").click()
    vera.page.get_by_label("CSV file").set_input_files(csv(good, f"V{mark}-2,Second lamp,Cold.,home,3.00,EUR,5"))
    vera.button("Write 2 rows").click(timeout=IMPORTED_MS)
    done = vera.page.get_by_text("2 products new, 0 changed, 0 as they were.", exact=True)
    expect(done).to_be_visible(timeout=IMPORTED_MS)

    vera.goes_to("/admin/products?ordering=newest")  # a search finds it a moment later
    with vera.page.expect_download() as download:
        vera.button("Export CSV").click()
    assert f"V{mark}-2" in Path(download.value.path()).read_text()
    vera.page.get_by_role("main").get_by_role("link", name=f"Vendor lamp {mark}").click()
    stock = vera.page.get_by_role("region", name="Stock")
    stock.get_by_role("button", name="Adjust").click()
    dialog = vera.page.get_by_role("dialog")
    dialog.get_by_label("Why").select_option("lost")
    dialog.get_by_label("How many").fill("2")
    dialog.get_by_role("button", name="Adjust").click()
    expect(stock.get_by_text("3", exact=True)).to_have_count(2)  # on hand, and available
    stock.get_by_role("link", name="All movements").click()
    expect(vera.page.get_by_role("table", name="Movements").get_by_role("row").nth(1)).to_contain_text("Lost")
