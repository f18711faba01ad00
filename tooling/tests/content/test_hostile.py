"""Hostile and broken input, as data in hostile/ and, where bytes or a disk are needed, here."""

import io
import os
import shutil
from pathlib import Path

import pytest
from campaigns import picture, write
from cases import PLANT, PLANTED, Case, edit, expect, judge, parameters
from minbar.build.check.folder import check_folder
from minbar.content.campaign import read_campaign
from minbar.content.paths import collisions
from minbar.model.finding import Finding
from PIL import Image, PngImagePlugin

FOLDER = Path(__file__).parent / "hostile"
MESSAGE = "content/messages/water.ar.md"


@pytest.mark.parametrize(("code", "name", "case"), parameters(FOLDER))
def test_case(campaign_folder: Path, code: str, name: str, case: Case) -> None:
    judge(campaign_folder, code, name, case)


def check(root: Path, code: str, at: str, says: str) -> Finding:
    """Check a folder: the fault is found, and so is one that is planted elsewhere."""
    edit(root, PLANTED, *PLANT)
    _, findings = check_folder(root)
    expect(findings, "ST003", f"{PLANTED}:2", "«order»")
    return expect(findings, code, at, says)


def test_windows_line_ends_and_a_byte_order_mark_are_taken(campaign_folder: Path) -> None:
    before, _ = read_campaign(campaign_folder)
    file = campaign_folder / MESSAGE
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    after, findings = read_campaign(campaign_folder)
    assert findings == []
    assert before == after or (before and after and before.documents == after.documents)


@pytest.mark.parametrize("word", ["no", "on", "0661234567", "12:30:45", "1e3", "null", "~", "0x1F"])
def test_words_keep_their_meaning(campaign_folder: Path, word: str) -> None:
    edit(campaign_folder, MESSAGE, "title: ماء لكل دوار", f"title: {word}")
    campaign, _ = read_campaign(campaign_folder)
    assert campaign is not None
    titles = [doc.source.text.heading for doc in campaign.documents if doc.slug == "water"]
    assert titles == [word]


def test_a_linked_file_is_refused_and_not_read(campaign_folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    shutil.move(campaign_folder / MESSAGE, secret)
    (campaign_folder / MESSAGE).symlink_to(secret)
    check(campaign_folder, "RD013", MESSAGE, "not followed")
    campaign, _ = read_campaign(campaign_folder)
    assert campaign is not None
    assert "water" not in [document.slug for document in campaign.documents]


def test_a_linked_content_folder_is_refused(campaign_folder: Path, tmp_path: Path) -> None:
    shutil.move(campaign_folder / "content", tmp_path / "elsewhere")
    (campaign_folder / "content").symlink_to(tmp_path / "elsewhere")
    campaign, findings = read_campaign(campaign_folder)
    assert campaign is None
    assert [(finding.code, finding.path) for finding in findings] == [("RD013", "content")]


@pytest.mark.parametrize("name", ["content/campaign.yml", "content/territory.csv"])
def test_a_linked_settings_file_is_refused(
    campaign_folder: Path, tmp_path: Path, name: str
) -> None:
    shutil.move(campaign_folder / name, tmp_path / "moved")
    (campaign_folder / name).symlink_to(tmp_path / "moved")
    check(campaign_folder, "RD013", name, "not followed")


def test_a_submodule_is_refused(campaign_folder: Path) -> None:
    write(campaign_folder, "content/messages/theirs/.git", "gitdir: ../../../.git/modules/theirs\n")
    check(campaign_folder, "RD012", "content/messages/theirs/.git", "a document is")


@pytest.mark.parametrize("name", ["content/messages/pipe.ar.md", "content/charter.yml"])
def test_a_pipe_is_refused_and_never_opened(campaign_folder: Path, name: str) -> None:
    (campaign_folder / name).unlink(missing_ok=True)
    os.mkfifo(campaign_folder / name)
    check(campaign_folder, "RD012", name, "not a regular file")


def test_a_name_that_is_not_utf_8_is_refused(campaign_folder: Path) -> None:
    folder = os.fsencode(campaign_folder / "content" / "messages")
    Path(os.fsdecode(folder + b"/caf\xe9.ar.md")).write_bytes(b"---\n---\n")
    check(campaign_folder, "RD012", "content/messages/caf\\xe9.ar.md", "not UTF-8")


def test_a_path_that_is_too_long_is_refused(campaign_folder: Path) -> None:
    path = "content/messages/" + "a" * 120 + "/" + "b" * 120 + ".ar.md"
    write(campaign_folder, path, "---\n---\n")
    check(campaign_folder, "RD012", path, "longer than 240 bytes")


def test_an_endless_path_is_refused(campaign_folder: Path) -> None:
    here = os.getcwd()  # noqa: PTH109 - a path this long can only be made step by step
    os.chdir(campaign_folder / "content" / "messages")
    try:
        for _ in range(100):
            Path("a" * 60).mkdir()
            os.chdir("a" * 60)
    finally:
        os.chdir(here)
    edit(campaign_folder, PLANTED, *PLANT)
    _, findings = check_folder(campaign_folder)
    expect(findings, "ST003", f"{PLANTED}:2", "«order»")
    assert [finding.code for finding in findings if "longer than" in finding.message] == ["RD012"]


def test_a_folder_that_cannot_be_opened_is_named(campaign_folder: Path) -> None:
    (campaign_folder / MESSAGE).unlink()
    (campaign_folder / MESSAGE).mkdir()
    write(campaign_folder, f"{MESSAGE}/x", "x")
    check(campaign_folder, "RD012", f"{MESSAGE}/x", "a document is")


def test_two_unicode_spellings_of_one_name_collide(campaign_folder: Path) -> None:
    for name in ("e\u0301t\u0301.png", "\u00e9t\u0301.png"):
        write(campaign_folder, f"content/media/{name}", picture())
    names = {p.name for p in (campaign_folder / "content/media").glob("*t\u0301.png")}
    if len(names) == 1:
        pytest.skip("this file system keeps one spelling alone")
    check(campaign_folder, "RD014", "content/media/\u00e9t\u0301.png", "one file on other machines")


def test_alef_with_hamza_in_two_spellings_collides() -> None:
    assert [finding.code for finding in collisions(["a/\u0623.md", "a/\u0627\u0654.md"])] == [
        "RD014"
    ]


def jpeg_with(**options: object) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (2, 2)).save(data, "JPEG", **options)
    return data.getvalue()


def png_with(text: dict[str, str]) -> bytes:
    info = PngImagePlugin.PngInfo()
    for key, value in text.items():
        info.add_text(key, value)
    data = io.BytesIO()
    Image.new("RGB", (2, 2)).save(data, "PNG", pnginfo=info)
    return data.getvalue()


def gps() -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x8825] = {1: "N", 2: (33.0, 58.0, 0.0)}
    return exif


def two_pictures() -> bytes:
    data = io.BytesIO()
    first, second = Image.new("RGB", (2, 2)), Image.new("RGB", (2, 2))
    first.save(data, "MPO", save_all=True, append_images=[second])
    return data.getvalue()


def webp_with_xmp() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (2, 2)).save(data, "WEBP", xmp=b"<x:xmpmeta/>")
    return data.getvalue()


def text_behind_the_pixels() -> bytes:
    data, chunk = picture("PNG"), b"tEXt" + b"Author\0somebody"
    part = (len(chunk) - 4).to_bytes(4, "big") + chunk + b"\0\0\0\0"
    return data[:-12] + part + data[-12:]


def huge() -> bytes:
    data = io.BytesIO()
    Image.new("1", (12000, 10000)).save(data, "PNG")
    return data.getvalue()


PICTURES = {
    "place_in_a_photo": ("a.jpg", lambda: jpeg_with(exif=gps()), "Exif"),
    "comment_in_a_photo": ("a.jpg", lambda: jpeg_with(comment=b"taken at home"), "comment"),
    "text_in_a_png": ("a.png", lambda: png_with({"Author": "somebody"}), "tEXt"),
    "international_text_in_a_png": ("a.png", lambda: png_with({"k": "\u0623"}), "iTXt"),
    "text_behind_the_pixels_of_a_png": ("a.png", text_behind_the_pixels, "tEXt"),
    "xmp_in_a_webp": ("a.webp", webp_with_xmp, "XMP"),
    "archive_behind_a_photo": ("a.jpg", lambda: picture("JPEG") + b"PK\3\4", "behind the end"),
    "archive_behind_a_png": ("a.png", lambda: picture("PNG") + b"PK\3\4", "behind the end"),
    "archive_behind_a_webp": ("a.webp", lambda: picture("WEBP") + b"PK\3\4", "behind the end"),
    "two_pictures_in_one": ("a.jpg", two_pictures, "several pictures"),
    "120_megapixels": ("a.png", huge, "million pixels"),
    "wrong_suffix": ("a.webp", lambda: picture("PNG"), "its name says otherwise"),
    "gif": ("a.png", lambda: picture("GIF"), "not a JPEG, PNG or WebP"),
    "svg": ("a.svg", lambda: b"<svg onload='x()'/>", "not a JPEG, PNG or WebP"),
    "nothing": ("a.png", lambda: b"", "not a JPEG, PNG or WebP"),
    "half_a_header": ("a.png", lambda: picture()[:20], "not a JPEG, PNG or WebP"),
    "nine_megabytes": ("a.png", lambda: picture() + bytes(9 << 20), "larger than 8 MB"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_refused(campaign_folder: Path, name: str) -> None:
    file, make, says = PICTURES[name]
    write(campaign_folder, f"content/media/{file}", make())
    check(campaign_folder, "RD019", f"content/media/{file}:1", says)


@pytest.mark.parametrize(
    "options", [{"quality": 90, "progressive": True}, {"icc_profile": b"x" * 200}]
)
def test_a_photo_without_metadata_is_taken(
    campaign_folder: Path, options: dict[str, object]
) -> None:
    write(campaign_folder, "content/media/a.jpg", jpeg_with(**options))
    _, findings = read_campaign(campaign_folder)
    assert findings == []
