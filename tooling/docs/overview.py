"""Makes the picture at the top of the README: three phones that show the demonstration campaign.

Run it after `minbar build`: .venv/bin/python tooling/docs/overview.py
"""

import functools
import http.server
import importlib.util
import io
import threading
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
TARGET = Path(__file__).parent / "images" / "overview.webp"
PAGES = ("ar/", "fr/candidates/meryem-chemaou.html", "ar/kit/whatsapp.html")
WIDTH_PX, HEIGHT_PX, GAP_PX, RADIUS_PX = 390, 800, 36, 28
PAPER = "#efe8d8"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def find_chromium() -> str:
    """The browser that the tests use too."""
    path = ROOT / "tooling" / "requirements" / "browser.py"
    spec = importlib.util.spec_from_file_location("browser", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.find_chromium())


def photograph() -> list[Image.Image]:
    handler = functools.partial(Quiet, directory=str(ROOT / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pictures = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": WIDTH_PX, "height": HEIGHT_PX}, device_scale_factor=2
        )
        for path in PAGES:
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}")
            page.wait_for_timeout(300)
            pictures.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        browser.close()
    server.shutdown()
    return pictures


def compose(pictures: list[Image.Image]) -> Image.Image:
    width, height = pictures[0].size
    gap, radius = GAP_PX * 2, RADIUS_PX * 2
    canvas = Image.new("RGB", (len(pictures) * (width + gap) + gap, height + 2 * gap), PAPER)
    mask = Image.new("L", (width, height), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, width - 1, height - 1), radius, fill=255)
    for position, picture in enumerate(pictures):
        canvas.paste(picture, (gap + position * (width + gap), gap), mask)
    return canvas.resize((canvas.width // 2, canvas.height // 2), Image.Resampling.LANCZOS)


TARGET.parent.mkdir(exist_ok=True)
compose(photograph()).save(TARGET, "WEBP", quality=88, method=6)
print(f"Wrote {TARGET.relative_to(ROOT)}, {TARGET.stat().st_size // 1000} kB.")
