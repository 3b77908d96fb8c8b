"""Working on rows in the admin: the JSON editor, an import that is looked at first, and a state that comes back."""

import re

from playwright.sync_api import Page, expect

PRODUCTS = "/admin/catalog/product/"


def open_product(page: Page, code: str) -> None:
    """Open the page of a product of the sample catalogue."""
    page.goto(f"{PRODUCTS}?q={code}")
    page.get_by_role("table").get_by_role("link", name=re.compile(f"^{code} ")).click()


def test_json_is_checked_while_it_is_typed_laid_out_and_saved_by_keyboard_alone(page: Page) -> None:
    open_product(page, "DRL-1001")
    editor = page.get_by_label("Specifications:")
    said = page.locator("#id_specifications_said")
    expect(said).to_have_text("Valid JSON")
    editor.fill('{\n  "torque" "55 Nm"\n}')
    expect(said).to_have_text('Line 2, column 12: A colon is missing after the key "torque".')
    expect(editor).to_have_attribute("aria-invalid", "true")
    editor.press("Tab")
    expect(page.get_by_role("button", name="Go to error")).to_be_focused()
    page.keyboard.press("Enter")
    expect(editor).to_be_focused()
    page.keyboard.type(': "')  # in the place of the quote that is selected
    expect(said).to_have_text("Valid JSON")

    editor.fill('{"torque":12345678901234567890,"sizes":[1,{"a":[]}]}')
    editor.press("Tab")
    page.keyboard.press("Enter")
    expect(editor).to_have_value('{\n  "torque": 12345678901234567890,\n  "sizes": [\n    1,\n    {\n      "a": []\n    }\n  ]\n}')
    images = page.get_by_label("Images:")
    images.fill('["a.png", 5]')
    expect(page.locator("#id_images_said")).to_have_text("Line 1, column 11: [1] wants text.")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("At [1]: it holds text, and the number 5 is in it.")).to_be_visible()
    expect(page.get_by_label("Images:")).to_have_value('["a.png", 5]')
    page.get_by_label("Images:").fill('["a.png"]')
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def test_an_import_is_looked_at_before_it_is_written_and_its_history_takes_it_back(page: Page) -> None:
    page.goto(PRODUCTS)
    page.get_by_role("link", name="Import").click()
    text = "product_code,list_price,name,category,brand,description\nDRL-1002,1.50,Cheap drill,Power Tools,Voltera,x\nBAD-1,dear,y,z,z,z\n"
    page.get_by_label("File").set_input_files({"name": "prices.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="Refused").get_by_role("listitem")).to_have_text(
        "list_price wants a number, and text 'dear' was given."
    )
    changed = page.get_by_role("region", name="Changed")
    expect(changed.get_by_role("listitem").filter(has_text="Name:")).to_have_text(re.compile("^Name: Voltera .* → Cheap drill$"))
    page.get_by_role("button", name="Leave the refused rows out").click()
    page.get_by_role("button", name="Import 1 row").click()
    expect(page.get_by_text("Imported: 0 added, 1 changed, 0 left as they were.")).to_be_visible()

    open_product(page, "DRL-1002")
    page.get_by_role("link", name="History").click()
    states = page.get_by_role("main").get_by_role("row")
    expect(states.nth(1)).to_contain_text("Changed")
    states.nth(2).get_by_role("link").click()
    expect(page.get_by_role("row", name=re.compile("^Name")).get_by_role("deletion")).to_have_text("Cheap drill")
    page.get_by_role("button", name="Restore this state").click()
    expect(page.get_by_text("The product is as it was on")).to_be_visible()
    expect(states.nth(1)).to_contain_text("restored the state of")
    expect(states.nth(1)).to_contain_text("Cheap drill → Voltera")


def test_a_deleted_row_is_marked_and_restored(page: Page) -> None:
    page.goto(f"{PRODUCTS}?q=DRL-1003")
    page.get_by_role("row", name=re.compile("DRL-1003")).get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option(label="Delete the selected rows…")
    page.get_by_role("button", name="Go").click()
    page.get_by_label("Reason").fill("sold out")
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("1 product deleted.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("DRL-1003"))).to_contain_text("deleted")
    open_product(page, "DRL-1003")
    expect(page.get_by_role("status").filter(has_text="This product is deleted.")).to_contain_text("sold out")
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text("1 product restored.")).to_be_visible()
