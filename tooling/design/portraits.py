"""Portraits of the demonstration's made-up candidates, one for every profile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portrait_clothes import clothes
from portrait_hair import before, behind
from portrait_head import ears, face, features, neck
from portrait_traits import Traits, traits
from svg import document, group, rect, stars_and_crosses

if TYPE_CHECKING:
    from pathlib import Path

SIDE = 480
SHORTER_NECK = 14  # px
NEARER = "translate(240 480) scale(1.14) translate(-240 -466)"


def portrait(t: Traits) -> str:
    """Give a portrait as SVG: zellige, then from the farthest shape to the nearest."""
    ground, pattern = t.backdrop
    wall = rect(0, 0, SIDE, SIDE, ground) + stars_and_crosses(SIDE, SIDE, 160, (pattern,))
    dressed = group(clothes(t), transform=f"translate(0 {-SHORTER_NECK})")
    covered = "" if t.scarf == "wrapped" else ears(t)
    person = behind(t) + neck(t) + dressed + covered + face(t) + features(t) + before(t)
    return document(SIDE, SIDE, wall + group(person, transform=NEARER))


@dataclass(frozen=True)
class Person:
    """What a portrait needs of a profile; `age` is empty where the profile says nothing."""

    slug: str
    gender: str
    age: str


def age_told(profile: str) -> str:
    """Give the age a French profile's headline suggests, if any."""
    headline = re.search(r"^headline:.*$", profile, re.M)
    words = headline[0].lower() if headline else ""
    if "retrait" in words:
        return "senior"
    return "young" if re.search(r"étudiant|doctorant|jeune|diplômé|licencié", words) else ""


def people(folder: Path) -> list[Person]:
    """Give everybody with a profile under `folder`, sorted by slug.

    Raises:
        ValueError: a profile says no gender.
    """
    found = []
    for file in sorted(folder.rglob("*.ar.md")):
        gender = re.search(r"^gender:\s*['\"]?([fm])\b", file.read_text(encoding="utf-8"), re.M)
        if not gender:
            raise ValueError(f"{file}: no gender; write for example: gender: f")
        slug = file.name.removesuffix(".ar.md")
        french = file.with_name(f"{slug}.fr.md")
        text = french.read_text(encoding="utf-8") if french.exists() else ""
        found.append(Person(slug, gender[1], age_told(text)))
    return found


def portrait_of(person: Person) -> str:
    return portrait(traits(person.slug, person.gender, person.age))
