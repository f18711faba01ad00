"""Measure how far a page moves when the web fonts arrive, and the factors that stop it.

    python tooling/design/measure_fallback.py Roboto.ttf NotoNaskhArabic.woff2 …

The files given are what a phone would hold (variable fonts are cut at 400 and
700; Arimo answers to Arial, whose widths it has). Chromium sees no other font.
It prints, for every fallback face, the `size_adjust` to write in
`fallback_faces.py`, then the heights of text blocks 360 px wide.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from fallback_faces import FALLBACK_FACES, FallbackFace
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.varLib import instancer  # type: ignore[import-untyped]

FONTS = Path(__file__).resolve().parents[2] / "templates/assets/minbar/fonts"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ANSWERS_TO = {"Arimo": "Arial"}
SAMPLES = {
    "arabic": (
        "تلتزم الجماعة بأن يجد كلّ حيّ مستوصفًا مفتوحًا في مسافة لا تتجاوز ثلاثة كيلومترات، وبأن "
        "تُنشر مواعيد الأطباء على باب المستوصف وفي موقع الجماعة كلّ أسبوع. سنفتح 40 مستوصفًا في "
        "القرى البعيدة قبل نهاية سنة 2030، ونوفّر النقل للنساء الحوامل من الدواوير إلى أقرب دار "
        "للولادة، ونقدّم حصيلة العمل أمام المواطنات والمواطنين في شهر شتنبر من كلّ سنة.",
        "نريد مدرسة عمومية يصل إليها التلاميذ مشيًا أو بالنقل المدرسي في أقلّ من ثلاثين دقيقة، "
        "بأقسام لا يزيد عدد تلاميذها على ثلاثين، وبمطعم يقدّم وجبة ساخنة كلّ يوم. أين يذهب المال؟ "
        "كلّ درهم يُصرف نكتبه في لوحة معلّقة عند مدخل المؤسسة: «هذا مالكم، وهذه حصيلته».",
        "الماء حقّ لا امتياز. نصلح شبكات التوزيع المتهالكة، ونجهّز السقايات في الدواوير، ونعيد "
        "استعمال المياه المعالجة لسقي المساحات الخضراء حتى لا تضيع قطرة صالحة للشرب.",
    ),
    "latin": (
        "La commune s’engage à ce que chaque quartier dispose d’un centre de santé ouvert à moins "
        "de trois kilomètres, et à publier chaque semaine les horaires des médecins. Nous "
        "ouvrirons 40 centres dans les villages éloignés avant la fin de l’année 2030 et nous "
        "rendrons compte de ce travail devant les habitantes et les habitants en septembre.",
        "Nous voulons une école publique accessible à pied ou par le transport scolaire en moins "
        "de trente minutes, avec des classes de trente élèves au plus. Où va l’argent\u202f? "
        "Chaque dirham dépensé figure sur un tableau à l’entrée de l’établissement\u00a0: "
        "«\u202fvoici votre argent, voici ce qu’il a permis\u202f».",
        "L’eau est un droit, non un privilège. Nous réparerons les réseaux de distribution, nous "
        "équiperons les fontaines des douars et nous réutiliserons les eaux traitées.",
    ),
}
BLOCKS = {"paragraph": (400, 17, "1.7"), "lead": (400, 20, "normal"), "heading": (700, 28, "1.3")}
STACKS = {
    "web": '"Minbar Sans"',
    "fallback": '"Minbar Fallback"',
    "plain": "Roboto, Arial, 'Noto Naskh Arabic', 'Noto Sans Arabic', 'DejaVu Sans'",
}


def install(source: Path, folder: Path) -> None:
    """Write a font's 400 and 700 into `folder`, named as a system names them."""
    font = TTFont(source)
    family = font["name"].getBestFamilyName()
    family = ANSWERS_TO.get(family, family)
    weights = [400, 700] if "fvar" in font else [font["OS/2"].usWeightClass]
    for weight in weights:
        style = "Bold" if weight == 700 else "Regular"
        cut = TTFont(source)
        if "fvar" in cut:
            axes = {axis.axisTag: axis.defaultValue for axis in cut["fvar"].axes}
            cut = instancer.instantiateVariableFont(cut, axes | {"wght": weight})
        full = family if weight == 400 else f"{family} Bold"
        script = f"{family.replace(' ', '')}-{style}"
        cut["name"].names = []
        for name_id, text in {1: family, 2: style, 4: full, 6: script}.items():
            cut["name"].setName(text, name_id, 3, 1, 0x409)
        cut["OS/2"].usWeightClass = weight
        cut["OS/2"].fsSelection = 0x20 if weight == 700 else 0x40
        cut["head"].macStyle = int(weight == 700)
        cut.flavor = None
        cut.save(folder / f"{script}.ttf")


def browse(page: str, folder: Path) -> dict[str, float]:
    """Give the JSON a page writes in its title, with `folder`'s fonts and no other."""
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    target = folder / "page.html"
    target.write_text(page, encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    command += [f"--user-data-dir={folder}/profile", "--allow-file-access-from-files"]
    # A phone's screen: at scale 1 Linux rounds every letter to whole pixels, phones do not.
    command += ["--force-device-scale-factor=3"]
    command += ["--virtual-time-budget=8000", target.as_uri()]
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = re.search(r"<title>(.*?)</title>", answer.stdout, re.DOTALL)
    if not found or not found[1].startswith("{"):
        raise RuntimeError(f"the browser measured nothing:\n{answer.stdout[-800:]}")
    return dict(json.loads(html.unescape(found[1])))


def page(style: str, body: str, measure: str) -> str:
    return f"""<!doctype html><meta charset="utf-8"><title></title>
<link rel="stylesheet" href="{(FONTS / "fonts.css").as_uri()}"><style>{style}</style>{body}
<script>document.fonts.ready.then(() => {{ const out = {{}};
for (const e of document.querySelectorAll("[id]")) {{ const r = e.getBoundingClientRect();
out[e.id] = {measure}; }} document.title = JSON.stringify(out); }});</script>"""


def arabic_words() -> tuple[str, ...]:
    """Give the Arabic words alone: their spaces and digits come from the Latin face."""
    return tuple(re.findall(r"[\u0600-\u06ff]+", " ".join(SAMPLES["arabic"])))


def width_page(faces: tuple[FallbackFace, ...]) -> str:
    style, body = ["w { white-space: nowrap; font-size: 100px; position: absolute }"], []
    for number, face in enumerate(faces):
        sources = ", ".join(f'local("{name}")' for name in face.names)
        style.append(f"@font-face {{ font-family: T{number}; src: {sources} }}")
        weight = f"font-weight: {face.weight}"
        words = SAMPLES["latin"] if face.part == "latin" else arabic_words()
        for tag, family in (("fallback", f"T{number}"), ("web", '"Minbar Sans"')):
            for index, word in enumerate(words):
                rule = f"font-family: {html.escape(family)}; {weight}"
                body.append(f"<w id={tag}-{number}-{index} style='{rule}'>{word}</w>")
    return page("\n".join(style), "".join(body), "r.width")


def width_factors(folder: Path) -> list[tuple[FallbackFace, float]]:
    """Give the factor of every face that this folder's fonts can stand for."""
    installed = {path.stem for path in folder.glob("*.ttf")}

    def is_here(face: FallbackFace) -> bool:
        keys = {re.sub(r"[ -]|Regular$", "", name) for name in face.names}
        return any(re.sub(r"[ -]|Regular$", "", stem) in keys for stem in installed)

    faces = tuple(face for face in FALLBACK_FACES if is_here(face))
    widths = browse(width_page(faces), folder)

    def total(tag: str, number: int) -> float:
        return sum(width for key, width in widths.items() if key.startswith(f"{tag}-{number}-"))

    return [(face, total("web", n) / total("fallback", n)) for n, face in enumerate(faces)]


def heights(folder: Path) -> dict[str, float]:
    """Give `{"part block stack": height_px}` of all sample texts, 360 px wide less margins."""
    body = []
    for part, texts in SAMPLES.items():
        direction = "rtl" if part == "arabic" else "ltr"
        for block, (weight, size, leading) in BLOCKS.items():
            for stack, family in STACKS.items():
                rule = f"font: {weight} {size}px/{leading} {family}, monospace; width: 328px"
                inside = "".join(f"<p style='margin: 0'>{text}</p>" for text in texts)
                key = f"{part} {block} {stack}"
                body.append(
                    f"<div id='{key}' dir={direction} style='{html.escape(rule)}'>{inside}</div>"
                )
    return browse(page("", "".join(body), "r.height"), folder)


def main(files: list[str]) -> None:
    """Print the factors, then the heights before and after the swap."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for file in files:
            install(Path(file), folder)
        for face, factor in width_factors(folder):
            print(f"{face.part:7}{face.weight}  {face.names[0]:26} size_adjust={factor:.4f}")
        found = heights(folder)
        print(f"{'block, 360 px':20}{'web':>8}{'fallback':>10}{'shift':>8}{'plain':>8}{'shift':>8}")
        for key in [key.removesuffix(" web") for key in found if key.endswith(" web")]:
            web, fallback, plain = (found[f"{key} {stack}"] for stack in STACKS)
            shifts = f"{fallback - web:>+8.0f}{plain:>8.0f}{plain - web:>+8.0f}"
            print(f"{key:20}{web:>8.0f}{fallback:>10.0f}{shifts}")


if __name__ == "__main__":
    main(sys.argv[1:])
