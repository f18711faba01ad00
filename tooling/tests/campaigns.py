"""A small campaign that is right in every file, for tests to build on or to break.

    from campaigns import write, write_campaign

    write_campaign(tmp_path)                                       # or the fixture campaign_folder
    write(tmp_path, "content/messages/night.ar.md", NIGHT)         # one more file, or another text

Arabic is the source language, French the translation, made from the text as it is. There are
two messages and candidates and one document of every other kind; every picture is 2×2 px.
`minbar check` finds nothing in it, not even a warning.
"""

import io
from pathlib import Path
from zoneinfo import ZoneInfo

from minbar.content.documents import parse_document
from minbar.model.kinds import KINDS
from PIL import Image

CAMPAIGN = """\
demonstration: true
party:
  name: {ar: حزب الجسر, fr: Parti du Pont}
  short_name: {ar: الجسر, fr: Le Pont}
  slogan: {ar: نمدّ الجسور, fr: Jeter des ponts}
  symbol:
    name: {ar: الجسر, fr: le pont}
    image: emblem.png
  share_image: share.png
languages:
  - {code: ar, locale: ar_MA}
  - {code: fr, locale: fr_MA}
site:
  url: https://pont.example/
timezone: Africa/Casablanca
currency: MAD
contests:
  communal:
    name: {ar: الانتخابات الجماعية, fr: Élections communales}
    level: commune
elections:
  local-2027:
    contests: [communal]
    day: 2027-09-08
    polls_close: 2027-09-08T19:00
    windows:
      - {type: campaign, start: "2027-08-26T00:00", end: "2027-09-07T24:00"}
      - {type: silence, start: "2027-09-08T00:00", end: polls_close, mode: holding_page}
accounts:
  x: https://x.example/pont
press_email: presse@pont.example
imprint:
  publisher: {ar: حزب الجسر, fr: Parti du Pont}
  responsible: {ar: مسؤولة التواصل, fr: La responsable de la communication}
  address: {ar: الرباط, fr: Rabat}
  email: contact@pont.example
"""

HOUSE = """\
pillars:
  closeness:
    name: {ar: القرب, fr: Proximité}
    says: {ar: نقرّب المرفق من الحي., fr: Nous rapprochons le service du quartier.}
themes:
  health:
    name: {ar: الصحة, fr: Santé}
  water:
    name: {ar: الماء, fr: Eau}
audiences:
  youth:
    name: {ar: الشباب, fr: Jeunes}
"""

CHARTER = """\
principles:
  - id: idea-not-person
    says: {ar: نرد على الفكرة لا على صاحبها., fr: Nous répondons à l’idée.}
"""

TEAM = """\
people:
  sanae:
    name: {ar: سناء, fr: Sanae}
    role: communications-lead
    github: {login: sanae-pont, id: 9000000000001}
  omar:
    name: {ar: عمر, fr: Omar}
    role: regional
    territory: "01"
rules:
  - paths: ["**"]
    approvers: [sanae]
"""

TERRITORY = """\
code,parent,level,type,name_ar,name_fr
00,,country,country,المغرب,Maroc
01,00,region,region,الشمال,Nord
01.1,01,commune,commune,الوادي,El Oued
01.2,01,commune,commune,الجبل,El Jbel
"""

SOURCES = {
    "messages/night-clinics": """\
---
publish: 2026-10-05T18:30
pillar: closeness
theme: health
audiences: [youth]
territory: "01.1"
plank: health
image: themes/health.webp
title: مستوصف مفتوح ليلا
short: نفتح المستوصف ليلا في كل جماعة.
hashtags: [الصحة]
image_alt: رسم لمستوصف يعلوه هلال
---

نفتح المستوصف ليلا. اقرؤوا [برنامج الصحة](../programme/health.ar.md).
""",
    "messages/water": """\
---
pillar: closeness
theme: water
title: ماء لكل دوار
short: نوصل الماء إلى كل دوار قبل الطريق.
---

نوصل الماء إلى كل دوار.
""",
    "programme/health": """\
---
theme: health
order: 1
measures:
  clinics:
    figure: 40
    cost: 1000000
    by: 2029
    sources:
      - name: {ar: المندوبية, fr: HCP}
        url: https://www.hcp.ma/
        date: 2026-09-10
title: الصحة قريبة
summary: مستوصفات تفتح ليلا.
promises:
  clinics: {says: نفتح مستوصفات ليلية., unit: مستوصفا}
---

## لماذا؟ {#why}

- ننتظر طويلا؛
- ونسافر بعيدا.
""",
    "candidates/amina-idrissi": """\
---
name: {ar: أمينة الإدريسي, fr: Amina Idrissi}
gender: f
contest: communal
position: 1
territory: "01.1"
themes: [health]
photo: candidates/amina-idrissi.webp
headline: ممرضة في الوادي
bio: تعمل منذ عشرين سنة في مستوصف الحي.
photo_alt: رسم للمرشحة أمينة الإدريسي
---

تعرف كل باب في الحي.
""",
    "candidates/said-amrani": """\
---
name: {ar: سعيد العمراني, fr: Saïd Amrani}
gender: m
contest: communal
position: 2
territory: "01.1"
headline: فلاح في الوادي
bio: يدافع عن ماء الدوار.
---

يعرف كل عين في الوادي.
""",
    "replies/clinic-hours": """\
---
theme: health
question: متى يفتح المستوصف؟
---

يفتح ليلا ونهارا، وفق برنامجنا.
""",
    "rebuttals/no-closure": """\
---
verdict: "false"
claimed: 2026-10-14
theme: health
sources:
  - name: {ar: الوزارة, fr: Le ministère}
title: لا نغلق أي مستوصف
claim: يقال إننا نغلق المستوصفات.
where: رسالة متداولة
short: لا نغلق أي مستوصف.
---

هذا ما يقوله البرنامج.
""",
    "press/launch": """\
---
publish: 2026-10-06T10:00
title: نقدم برنامجنا
summary: نقدم برنامج الصحة في الوادي.
place: الوادي
---

قدمنا برنامجنا أمام الساكنة.
""",
    "events/meeting": """\
---
start: 2026-10-17T15:30
end: 2026-10-17T18:00
territory: "01.1"
theme: health
title: لقاء إنصات
summary: لقاء حول ساعات المستوصف.
place: دار الحي
---

الدخول مجاني.
""",
    "handbook/post-official-texts": """\
---
order: 1
title: انشروا النص كما هو
summary: كيف ننشر النصوص الرسمية.
---

لا نغير حرفا.
""",
    "pages/contact": """\
---
order: 1
title: اتصلوا بنا
summary: عناويننا وأرقامنا.
---

اكتبوا إلينا.
""",
    "monitoring/column": """\
---
seen: 2026-11-05T08:30
outlet: جريدة
url: https://journal.example/column
theme: health
rebuttal: no-closure
title: عمود رأي
claim: يقول الكاتب إننا نغلق المستوصفات.
---

**النبرة:** نقد مهذب.
""",
}

TRANSLATIONS = {
    "messages/night-clinics": """\
title: Un centre de santé ouvert la nuit
short: Nous ouvrons le centre de santé la nuit.
hashtags: [Santé]
image_alt: Dessin d’un centre de santé sous un croissant
---

Nous ouvrons la nuit. Lire le [programme santé](../programme/health.fr.md).
""",
    "messages/water": """\
title: De l’eau dans chaque douar
short: Nous amenons l’eau dans chaque douar.
---

Nous amenons l’eau.
""",
    "programme/health": """\
title: La santé tout près
summary: Des centres ouverts la nuit.
promises:
  clinics: {says: Nous ouvrons des centres de nuit., unit: centres}
---

## Pourquoi ? {#why}

- On attend longtemps ;
- on va loin.
""",
    "candidates/amina-idrissi": """\
headline: Infirmière à El Oued
bio: Vingt ans au centre de santé du quartier.
photo_alt: Portrait dessiné d’Amina Idrissi
---

Elle connaît chaque porte.
""",
    "candidates/said-amrani": """\
headline: Agriculteur à El Oued
bio: Il défend l’eau du douar.
---

Il connaît chaque source.
""",
    "replies/clinic-hours": """\
question: Quand le centre de santé ouvre-t-il ?
---

Jour et nuit, selon notre programme.
""",
    "rebuttals/no-closure": """\
title: Nous ne fermons aucun centre
claim: On dit que nous fermons les centres.
where: Un message qui circule
short: Nous ne fermons aucun centre.
---

Voici ce que dit le programme.
""",
    "press/launch": """\
title: Nous présentons notre programme
summary: Le programme santé, à El Oued.
place: El Oued
---

Nous avons présenté notre programme.
""",
    "events/meeting": """\
title: Une réunion d’écoute
summary: Sur les horaires du centre de santé.
place: Maison de quartier
---

Entrée libre.
""",
    "handbook/post-official-texts": """\
title: Publier le texte tel quel
summary: Comment publier les textes officiels.
---

Pas une lettre de changée.
""",
    "pages/contact": """\
title: Nous écrire
summary: Nos adresses.
---

Écrivez-nous.
""",
}

PICTURES = {
    "emblem.png": "PNG",
    "share.png": "PNG",
    "themes/health.webp": "WEBP",
    "candidates/amina-idrissi.webp": "WEBP",
}


def write(root: Path, path: str, content: str | bytes) -> Path:
    """Write one file of a campaign, making its folders; text as UTF-8 with the line ends it has."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def picture(kind: str = "PNG", size: tuple[int, int] = (2, 2)) -> bytes:
    """Give a picture without any metadata: JPEG, PNG or WEBP."""
    data = io.BytesIO()
    Image.new("RGB", size, (15, 90, 80)).save(data, kind)
    return data.getvalue()


def source_digest(path: str, source: str) -> str:
    """Digest of a source text, as a translation names it; `path` is under content/."""
    kind = KINDS[path.split("/", 1)[0]]
    parsed, findings = parse_document(source, path, kind, "ar", ZoneInfo("UTC"), is_source=True)
    assert parsed is not None, findings
    return parsed.version.digest


def translation(path: str, source: str | None = None, text: str | None = None) -> str:
    """Give the French file of a document, made from the source text as it is now."""
    digest = source_digest(path, SOURCES[path] if source is None else source)
    return f'---\ntranslates: "{digest}"\n{TRANSLATIONS[path] if text is None else text}'


def write_campaign(root: Path) -> None:
    """Write a whole campaign, in Arabic and French, in which nothing is wrong."""
    write(root, "content/campaign.yml", CAMPAIGN)
    write(root, "content/message-house.yml", HOUSE)
    write(root, "content/charter.yml", CHARTER)
    write(root, "content/team.yml", TEAM)
    write(root, "content/territory.csv", TERRITORY)
    for path, source in SOURCES.items():
        write(root, f"content/{path}.ar.md", source)
    for path in TRANSLATIONS:
        write(root, f"content/{path}.fr.md", translation(path))
    for path, kind in PICTURES.items():
        write(root, f"content/media/{path}", picture(kind))
