"""What each rule of the family rests on, by country: publisher, section, and the day it was read.

`reported`: read in the press or from an authority that quotes the law, not in the law itself. Without a
day it was not read at all, and the message says so.
"""

from msgspec import Struct

from minbar.model.preset import Country


class Law(Struct, frozen=True):
    """A duty in one country."""

    cite: str
    read_on: str = ""
    reported: bool = False

    def __str__(self) -> str:
        """The citation, for the end of a message."""
        if not self.read_on:
            return f"{self.cite}; nobody has compared this rule with its text"
        return f"{self.cite}, {'as reported, ' if self.reported else ''}read {self.read_on}"


_FACTS, _LATER = "2026-11-22", "2026-11-25"

PRIVACY: dict[Country, Law] = {
    "morocco": Law("Morocco, law 09-08 on personal data"),
    "lebanon": Law("Lebanon, law 81/2018 on personal data"),
    "tunisia": Law("Tunisia, organic law 2004-63 on personal data"),
    "belgium": Law("European Union, regulation 2016/679"),
    "canada": Law("Canada, Elections Act, policies on personal information"),
    "united-kingdom": Law("United Kingdom, data protection act 2018"),
    "european-union": Law("European Union, regulation 2016/679"),
}

LAWS: dict[str, dict[Country, Law]] = {
    "LW001": {
        "belgium": Law(
            "Belgium, printed matter names a responsible publisher with an address", _FACTS
        ),
        "canada": Law("Canada, Elections Act s.320: an authorisation line", _FACTS),
        "united-kingdom": Law("United Kingdom, digital imprint in the material itself", _FACTS),
        "european-union": Law("European Union, regulation 2024/900 art. 11: the sponsor", _FACTS),
    },
    "LW002": {
        "belgium": Law("European Union, regulation 2024/900 art. 11: a label", _FACTS),
        "canada": Law("Canada, Elections Act s.320: an authorisation line", _FACTS),
        "united-kingdom": Law("United Kingdom, digital imprint in the material itself", _FACTS),
        "european-union": Law("European Union, regulation 2024/900 art. 11: a label", _FACTS),
    },
    "LW003": {
        "morocco": Law(
            "Morocco, law 53.25: paid electoral content on foreign platforms, MAD 50,000 to 100,000",
            _FACTS,
            reported=True,
        ),
    },
    "LW004": {
        "morocco": Law(
            "Morocco, no opinion polls from 15 days before the campaign to the end of voting",
            _FACTS,
        ),
        "lebanon": Law("Lebanon, law 44/2017: no opinion polls in the last 10 days", _FACTS),
    },
    "LW005": {
        "morocco": Law("Morocco, the campaign ends at 24:00 of the eve of the vote", _FACTS),
        "lebanon": Law("Lebanon, law 44/2017 art. 78: silence from 00:00 of the eve", _FACTS),
        "tunisia": Law("Tunisia, silence on the eve and on polling day", _FACTS),
        "belgium": Law("Belgium, police orders of communes (Asse: none from 8 June)", _FACTS),
        "canada": Law("Canada, Elections Act s.323: polling-day blackout", _FACTS),
    },
    "LW006": {
        "morocco": Law("Morocco, decree 2.26.190: first and last hour of the campaign", _FACTS),
        "lebanon": Law("Lebanon, law 44/2017: the campaign ends with the silence", _FACTS),
        "tunisia": Law("Tunisia, the campaign ends on a set day", _FACTS),
    },
    "LW007": {"morocco": Law("Morocco, no campaign item in red and green together", _FACTS)},
    "LW008": PRIVACY,
    "LW009": {
        "morocco": Law(
            "Morocco, law 57-11 art. 118 and orders of the interior ministry in 2015",
            _LATER,
            reported=True,
        ),
        "lebanon": Law(
            "Lebanon, law 44/2017 art. 77; halls beside a place of worship are none, says notice 6 of 2018",
            _LATER,
            reported=True,
        ),
    },
}
"""By the code of a rule, the countries in which it holds."""


def law_for(code: str, preset: Country | None) -> Law | None:
    """The law behind a rule in the campaign's country; None where the rule does not hold."""
    return LAWS[code].get(preset) if preset else None
