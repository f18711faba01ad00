"""What the site says by itself, in each language: words, plurals, genders, dates, money.

Languages are data: words come from templates/strings/, all else from CLDR by way of Babel.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_datetime_format
from babel.lists import format_list
from babel.localedata import exists
from babel.numbers import format_currency, format_decimal, list_currencies
from babel.units import format_unit

from minbar.model.setup import SetupError
from minbar.model.visible import visible
from minbar.templates import default_root, find_template

Entry = str | dict[str, str]

_NO_MONEY = {"XXX", "XTS"}


class Strings:
    """One language's words and forms."""

    def __init__(self, code: str, locale: str, zone: ZoneInfo, entries: dict[str, Entry]) -> None:
        """Keep the words; instants are shown in the campaign's zone."""
        self.code = code
        self._locale_name = locale
        self._locale = Locale.parse(locale)
        self._zone = zone
        self._entries = entries
        self._numbers: dict[int, str] = {}
        self._plurals: dict[int, str] = {}
        self._sizes: dict[int, str] = {}

    @cached_property
    def direction(self) -> str:
        """The value of `dir`."""
        return str(self._locale.text_direction)

    @cached_property
    def native_name(self) -> str:
        """The language's name in itself, with a capital where the language begins a line so."""
        name = Locale(self._locale.language).get_display_name() or self.code
        return name[:1].upper() + name[1:]

    @property
    def colon(self) -> str:
        """A colon, with the space before it that the language asks for."""
        return self("colon")

    def __contains__(self, key: str) -> bool:
        """Tell whether the language has words for this."""
        return key in self._entries

    def __call__(self, key: str, **values: object) -> str:
        """Say something; `count=` chooses the plural, `gender=` the form.

        Raises:
            KeyError: the language has no such words.
        """
        entry = self._entries[key]
        if not values and isinstance(entry, str):
            return entry
        if isinstance(entry, dict):
            entry = self._form(entry, values)
        shown = {
            name: self.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return entry.format(**shown) if "{" in entry else entry

    @property
    def locale_tag(self) -> str:
        """The locale as browsers name it."""
        return self._locale_name.replace("_", "-")

    def forms(self, key: str) -> Entry:
        """The words as they are written, every form of them, for a script that counts by itself.

        Raises:
            KeyError: the language has no such words.
        """
        return self._entries[key]

    def _form(self, forms: dict[str, str], values: dict[str, object]) -> str:
        count = values.get("count")
        if isinstance(count, int):
            return forms.get(self._plural(count), forms["other"])
        return forms[str(values["gender"])]

    def _plural(self, count: int) -> str:
        if count not in self._plurals:
            self._plurals[count] = self._locale.plural_form(count)
        return self._plurals[count]

    def number(self, value: int) -> str:
        """Group digits as the locale does."""
        if 0 <= value < self._least_grouped:
            return f"{value:d}"
        if value not in self._numbers:
            self._numbers[value] = str(format_decimal(value, locale=self._locale))
        return self._numbers[value]

    @cached_property
    def _least_grouped(self) -> int:
        """The least number with more digits than stand together: 1,000 nearly everywhere."""
        digits, _ = self._locale.decimal_formats[None].grouping
        return int(10**digits)

    def money(self, value: int, currency: str) -> str:
        """An amount in whole units of a currency."""
        return str(
            format_currency(
                Decimal(value),
                currency,
                locale=self._locale,
                currency_digits=False,
                format_type="name",
            )
        )

    def series(self, items: Sequence[str]) -> str:
        """Several things in a row, as the language says it."""
        return str(format_list(items, locale=self._locale))

    def kilobytes(self, size_bytes: int) -> str:
        """How large a file is, rounded to kB, with its unit."""
        size = max(1, round(size_bytes / 1000))
        if size not in self._sizes:
            shown = format_unit(size, "kilobyte", length="short", locale=self._locale)
            self._sizes[size] = str(shown)
        return self._sizes[size]

    def day(self, value: date | datetime) -> str:
        """A day with its weekday and month in words."""
        return str(format_date(self._local(value), format="full", locale=self._locale))

    def short_day(self, value: date | datetime) -> str:
        """A day with its month in words."""
        return str(format_date(self._local(value), format="long", locale=self._locale))

    def hour(self, value: datetime) -> str:
        """Hours and minutes in the campaign's zone."""
        return str(format_time(value, "HH:mm", tzinfo=self._zone, locale=self._locale))

    def moment(self, value: datetime) -> str:
        """A day and an hour in the campaign's zone."""
        pattern = str(get_datetime_format("medium", locale=self._locale)).replace("'", "")
        return pattern.format(self.hour(value), self.short_day(value))

    def iso(self, value: datetime) -> str:
        """The instant for a machine, with the campaign's offset."""
        return value.astimezone(self._zone).isoformat()

    def _local(self, value: date | datetime) -> date:
        return value.astimezone(self._zone).date() if isinstance(value, datetime) else value


def direction_of(locale: str) -> str:
    """`rtl` or `ltr`."""
    return str(Locale.parse(locale).text_direction)


def find_locale_fault(code: str, locale: str) -> str:
    """Say why a locale cannot serve a language; empty where it can.

    A language that CLDR does not know (Moroccan Arabic, `ary`) may take another's locale.
    """
    if not exists(locale):
        return f"there is no locale «{locale}» for «{code}»"
    if exists(code) and locale.split("_", 1)[0].lower() != code:
        return f"the locale «{locale}» is not one of the language «{code}»"
    return ""


def is_currency(code: str) -> bool:
    """Tell whether a code is one of ISO 4217, and stands for money."""
    return code not in _NO_MONEY and code in list_currencies()


def read_strings(roots: tuple[Path, ...], code: str, locale: str, zone: ZoneInfo) -> Strings:
    """Read the words of a language; a campaign's own stand over the defaults, one by one.

    Raises:
        FileNotFoundError: nobody has written templates/strings/<code>.yml.
        SetupError: one of these files is not YAML.
    """
    find_template(roots, f"strings/{code}.yml")
    return Strings(code, locale, zone, read_entries(roots, code))


def read_keys(roots: tuple[Path, ...], codes: Iterable[str]) -> dict[str, Set[str]]:
    """The keys of the words of each language; a language that nobody has written is left out.

    Raises:
        SetupError: one of these files is not YAML.
    """
    found = {code: read_entries(roots, code).keys() for code in codes}
    return {code: keys for code, keys in found.items() if keys}


def read_default_keys() -> Set[str]:
    """Every key that the strings that come with Minbar have."""
    root = default_root()
    codes = [path.stem for path in (root / "strings").glob("*.yml")]
    return frozenset().union(*read_keys((root,), codes).values())


def read_entries(roots: tuple[Path, ...], code: str) -> dict[str, Entry]:
    """The words of a language, a campaign's own over the defaults, one by one.

    Raises:
        SetupError: one of these files is not YAML.
    """
    entries: dict[str, Entry] = {}
    for path in (root / f"strings/{code}.yml" for root in reversed(roots)):
        if path.is_file():
            entries |= _parse_entries(path, path.read_bytes())
    return entries


@lru_cache(maxsize=16)
def _parse_entries(path: Path, data: bytes) -> Mapping[str, Entry]:
    """Parse a file once, however many ask for its words."""
    import yaml  # most checks ask for no words, and it takes long to load

    try:
        entries = yaml.load(data.decode(), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SetupError(f"{path} cannot be read: {error}") from error
    if not isinstance(entries, dict):
        raise SetupError(f"{path} holds no words; right: home: Accueil")
    for key, entry in entries.items():
        if not isinstance(key, str) or not _is_text(entry):
            raise SetupError(_tell_no_text(path, data.decode(), key, entry))
    return entries


def _is_text(entry: object) -> bool:
    if isinstance(entry, dict):
        return all(isinstance(part, str) for part in (*entry, *entry.values()))
    return isinstance(entry, str)


def _tell_no_text(path: Path, text: str, key: object, entry: object) -> str:
    """Say which words are none; YAML takes some for a number, a date, a yes or a no."""
    starts = [line.partition(":")[0] for line in text.split("\n")]
    where = f"{path}:{starts.index(str(key)) + 1}" if str(key) in starts else str(path)
    if isinstance(entry, dict):
        right = f'{key}: {{one: "…", other: "…"}}'
    else:
        right = f'"{key}": "{visible(str(entry))}"'
    return f"{where}: «{visible(str(key))}» and what it says must be text; right: {right}"
