"""Makes the pictures of a marked statement that the README shows, in a Chromium that is installed.

    pip install '.[browser]' pillow && python docs/make_images.py
"""

import io
import pathlib
import shutil

import servanda
from PIL import Image
from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).parent
STATEMENT = HERE.parent / "examples" / "statements" / "joint_statement_spun.txt"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# The body of the statement alone.
KEEP = """() => {
    const blocks = [...document.querySelectorAll('.servanda-block')];
    const first = blocks.findIndex(e => e.textContent.startsWith('We note'));
    const last = blocks.findIndex(e => e.textContent.startsWith('We call'));
    blocks.filter((_, i) => i < first || i > last).forEach(e => e.remove());
    document.querySelectorAll('details, .servanda-foot').forEach(e => e.remove());
}"""


def main() -> None:
    doc = servanda.load()(STATEMENT.read_bytes())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for theme in ("light", "dark"):
            page = browser.new_page(viewport={"width": 800, "height": 600}, device_scale_factor=1.5, color_scheme=theme)
            page.set_content(servanda.render(doc, theme=theme, page=True))
            page.evaluate(KEEP)
            picture = page.locator(".servanda").screenshot()
            # A palette: a third of the bytes, and nobody sees it.
            image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(128)
            image.save(HERE / "images" / f"statement_{theme}.png", optimize=True)


if __name__ == "__main__":
    main()
