"""Every rule, under its code. A code is never used again; the slug states the fault.

RD: a file cannot be taken as it is. ST: the structure is not what the kind asks for.
TR: the languages do not stand side by side. CH: a channel will not take the text. LK: a link.
CA: the calendar of elections does not let it appear. AP: who approves is not clear.
CT: the charter of civil speech and its lexicon. LW: electoral law.
HO: the host will not take the site, or the message house has a hole. TY: how a text is set.
MB: a rule of Minbar's own that failed.
"""

from minbar.model.characters import Unsafe
from minbar.model.finding import Rule

FILE = "content/messages/night-clinics.ar.md"
FRONT = "---\ntitle: مستوصف مفتوح ليلًا\n---\n\nنص الرسالة."

FILE_UNREADABLE = Rule("RD001", "file_unreadable", "error", "save the file as UTF-8")
FILE_TOO_LARGE = Rule("RD002", "file_too_large", "error", "split the text in two documents")
FRONT_MATTER_MISSING = Rule("RD003", "front_matter_missing", "error", FRONT)
FRONT_MATTER_OPEN = Rule("RD004", "front_matter_open", "error", FRONT)
YAML_BROKEN = Rule("RD005", "yaml_broken", "error", 'title: "الصحة: حق للجميع"')
YAML_FEATURE_REFUSED = Rule("RD006", "yaml_feature_refused", "error", "title: الصحة للجميع")
KEY_REPEATED = Rule("RD007", "key_repeated", "error", "write each key once")
SEVERAL_DOCUMENTS = Rule("RD008", "several_documents", "error", FRONT)
LINE_BREAK_HIDDEN = Rule("RD009", "line_break_hidden", "error", "end lines with the Enter key")
YAML_TOO_DEEP = Rule("RD010", "yaml_too_deep", "error", "sources: [{name: HCP}]")
VALUE_EMPTY = Rule("RD011", "value_empty", "error", "note: راجع الأرقام قبل النشر")
PATH_REFUSED = Rule("RD012", "path_refused", "error", FILE)
LINK_REFUSED = Rule("RD013", "symlink_refused", "error", "copy the file itself into content/")
PATHS_COLLIDE = Rule("RD014", "paths_collide", "error", "give each document a slug of its own")
DECLARATION_REFUSED = Rule("RD015", "declaration_refused", "error", "note: for the reviewer only")
MARKDOWN_TOO_COSTLY = Rule(
    "RD016", "markdown_too_costly", "error", "[نص الرابط](https://www.hcp.ma/)"
)
CONTROL_CHARACTER = Rule("RD017", "control_character", "error", "delete the character")
HTML_REFUSED = Rule("RD018", "html_refused", "error", "**نص بارز**")
MEDIA_REFUSED = Rule("RD019", "media_refused", "error", "content/media/themes/health.webp")
TABLE_BROKEN = Rule(
    "RD020", "table_broken", "error", "04,00,region,region,الرباط-سلا-القنيطرة,Rabat-Salé-Kénitra"
)
TAG_LOST = Rule("RD021", "tag_lost", "error", 'short: "نوصل الماء #الماء"')

FIELD_UNKNOWN = Rule("ST001", "field_unknown", "error", "theme: health")
FIELD_MISSING = Rule("ST002", "field_missing", "error", "title: مستوصف مفتوح ليلًا")
VALUE_WRONG = Rule("ST003", "value_wrong", "error", "position: 3")
REFERENCE_UNKNOWN = Rule("ST004", "reference_unknown", "error", "theme: health")
POSITION_TAKEN = Rule("ST005", "position_taken", "error", "position: 2")
MEDIA_MISSING = Rule("ST006", "media_missing", "error", "image: themes/health.webp")
LANGUAGE_UNKNOWN = Rule("ST007", "language_unknown", "error", FILE)
KIND_UNKNOWN = Rule("ST008", "kind_unknown", "error", FILE)
SOURCE_MISSING = Rule("ST009", "source_missing", "error", FILE)
FILE_MISSING = Rule("ST010", "file_missing", "error", "content/campaign.yml")
TIMES_REVERSED = Rule("ST011", "times_reversed", "error", "end: 2026-10-05T20:00")
ADDRESS_TAKEN = Rule("ST012", "address_taken", "error", "content/pages/our-team.ar.md")
LEVEL_WRONG = Rule("ST013", "level_wrong", "error", "territory: 04.441.01.0")
PROMISE_UNMATCHED = Rule(
    "ST014", "promise_unmatched", "error", "promises: {night-clinics: {says: …}}"
)

NAME_REPEATED = Rule("ST015", "ballot_name_repeated", "warning", "name: {ar: …, fr: …}")
POSITION_SKIPPED = Rule("ST016", "position_skipped", "warning", "position: 3")
MEDIA_ORPHANED = Rule("ST017", "media_orphaned", "warning", "image: themes/health.webp")
WAIVER_EXPIRED = Rule("ST018", "waiver_expired", "warning", "until: 2027-09-01")
WAIVER_UNFOUNDED = Rule("ST019", "waiver_unfounded", "warning", "waivers: []")

COUNTERPART_MISSING = Rule(
    "TR001", "counterpart_missing", "warning", "content/messages/night-clinics.fr.md"
)
COUNTERPART_OUTDATED = Rule(
    "TR002", "counterpart_outdated", "warning", "minbar translations --accept FILE"
)
NAME_UNTRANSLATED = Rule("TR003", "name_untranslated", "error", "name: {ar: الصحة, fr: Santé}")

HEADINGS_DIFFER = Rule("TR004", "headings_differ", "warning", "## Pourquoi ? {#why}")
ITEMS_DIFFER = Rule("TR005", "list_items_differ", "warning", "- On attend longtemps ;")
LINKS_DIFFER = Rule(
    "TR006", "links_differ", "warning", "[programme santé](../programme/health.fr.md)"
)
NUMBERS_DIFFER = Rule("TR007", "numbers_differ", "warning", "40 centres")
DATES_DIFFER = Rule("TR008", "dates_differ", "warning", "le 3 octobre 2026")
NAMES_DIFFER = Rule("TR009", "names_differ", "warning", "Amina Idrissi")
SCRIPT_WRONG = Rule("TR010", "script_wrong", "warning", "title: De l’eau dans chaque douar")
TEXT_UNTRANSLATED = Rule(
    "TR011", "text_untranslated", "warning", "short: Nous amenons l’eau dans chaque douar."
)

TEXT_TOO_LONG = Rule("CH001", "text_too_long", "error", "channels: {x: …a shorter text…}")
DIRECTION_UNSAFE = Rule("CH002", "direction_unsafe", "error", "short: نفتح المستوصف ليلًا.")
ALTERNATIVE_MISSING = Rule("CH003", "alternative_missing", "error", "image_alt: مستوصف يعلوه هلال")
CHANNEL_UNKNOWN = Rule("CH004", "channel_unknown", "error", "channels: {x: …}")
TOO_MANY_TAGS = Rule("CH005", "too_many_tags", "warning", "hashtags: [نقرب_الحقوق, الصحة]")
HASHTAG_BROKEN = Rule("CH006", "hashtag_broken", "error", "#نقرب_الحقوق")
LINK_WITHOUT_HTTPS = Rule("CH007", "link_without_https", "error", "https://www.hcp.ma/")

SPEECH_BARRED = Rule("CT001", "speech_barred", "error", "say what was done, by whom and when")
TERM_UNREADABLE = Rule("CT002", "term_unreadable", "error", "terms: [يا خونة|خائن*]")
TERM_BOUNDLESS = Rule("CT003", "term_boundless", "error", "terms: [يا كلب|كلاب]")
TERM_DEAD = Rule("CT004", "term_dead", "error", "matches: [a sentence that holds a term]")
INNOCENT_MATCHED = Rule("CT005", "innocent_matched", "error", "unless: [كلاب الحراسة]")
QUOTE_UNFOUNDED = Rule(
    "CT006", "quote_unfounded", "warning", "quotes: {treason: the claim that we answer}"
)

IMPRINT_MISSING = Rule(
    "LW001", "imprint_missing", "error", "paid: {label: {ar: …، حزب الجسر المدني}}"
)
LABEL_MISSING = Rule(
    "LW002", "label_missing", "error", "paid: {label: {ar: إعلان سياسي ممول من …}}"
)
PAID_ABROAD = Rule("LW003", "paid_abroad", "error", "minbar packs  # volunteers post it, unpaid")
POLL_IN_BAN = Rule("LW004", "poll_in_ban", "error", "expires: 2027-08-10")
PLANNED_IN_SILENCE = Rule("LW005", "planned_in_silence", "error", "publish: 2027-09-07T20:00")
PLANNED_OUTSIDE_CAMPAIGN = Rule(
    "LW006", "planned_outside_campaign", "warning", "publish: 2027-09-07T20:00"
)
RED_WITH_GREEN = Rule("LW007", "red_with_green", "error", 'colours: ["#0f5a50", "#e0a030"]')
PERSONAL_DATA = Rule("LW008", "personal_data", "error", "contact@pont-civique.example")
EVENT_AT_WORSHIP = Rule("LW009", "event_at_worship", "error", "place: دار الشباب")

LINK_UNSAFE = Rule("LK001", "link_unsafe", "error", "[نص](https://www.hcp.ma/)")
LINK_DEAD = Rule("LK002", "link_dead", "error", "[الصحة](../programme/health.ar.md)")

LINK_SHORTENED = Rule(
    "LK003", "link_shortened", "warning", "[نص](https://www.hcp.ma/region-oriental/)"
)
ANCHOR_MISSING = Rule(
    "LK004", "anchor_missing", "warning", "[لماذا](../programme/health.ar.md#why)"
)
LANGUAGE_CROSSED = Rule(
    "LK005", "link_crosses_language", "warning", "[santé](../programme/health.fr.md)"
)
HOST_ENCODED = Rule("LK006", "host_encoded", "warning", "[نص](https://www.hcp.ma/)")
LINK_GONE = Rule("LK007", "link_gone", "warning", "[نص](https://www.hcp.ma/)")

PUBLISHED_IN_SILENCE = Rule("CA001", "published_in_silence", "warning", "publish: 2027-09-08T19:00")

HOST_NEARLY_FULL = Rule(
    "HO001", "host_nearly_full", "warning", "hosting: {host: own}  # or smaller pictures"
)
HOST_OVERFULL = Rule(
    "HO002", "host_overfull", "error", "hosting: {host: own}  # or smaller pictures"
)
PILLAR_MISSING = Rule("HO003", "pillar_unspoken", "warning", "pillar: closeness")
PLANK_MISSING = Rule("HO004", "plank_missing", "warning", "plank: health")
THEME_UNSPOKEN = Rule("HO005", "theme_unspoken", "warning", "theme: water")
AUDIENCE_UNSPOKEN = Rule("HO006", "audience_unspoken", "warning", "audiences: [youth]")
REGION_UNSPOKEN = Rule("HO007", "region_unspoken", "warning", 'territory: "04"')
FIGURES_CONTRADICT = Rule("HO008", "figures_contradict", "warning", "figure: 40")

PUNCTUATION_LATIN = Rule("TY001", "punctuation_latin", "warning", "هل يفتح ليلا؟")
SPACE_MISSING = Rule("TY002", "space_missing", "warning", "Pourquoi ?")
DIGITS_MIXED = Rule("TY003", "digits_mixed", "warning", "من 9 إلى 15")
TATWEEL = Rule("TY004", "word_stretched", "warning", "الصحة")
SPACE_DOUBLED = Rule("TY005", "space_doubled", "warning", "one space")
QUOTES_STRAIGHT = Rule("TY006", "quotes_straight", "warning", "«باب الحي»")
LETTERS_MIXED = Rule("TY007", "letters_mixed", "warning", "يكفي")
ZERO_WIDTH = Rule("TY008", "zero_width_left", "warning", "delete what cannot be seen")
LETTER_DRAWN = Rule("TY009", "letter_drawn", "warning", "الماء")
SIGN_MISPLACED = Rule("TY010", "sign_misplaced", "warning", "الماء حق، والطريق حق.")

RULE_FAILED = Rule("MB001", "rule_failed", "error", "send us the report; the other rules have run")

IDENTITY_SHARED = Rule(
    "AP001", "identity_shared", "error", "emails: [sanae@pont-civique.example]  # of one person"
)
RULE_UNSATISFIABLE = Rule(
    "AP002", "rule_unsatisfiable", "error", "approvers: [lead, maintainer]\napprovals: 2"
)
APPROVER_WITHOUT_MEANS = Rule(
    "AP003",
    "approver_without_means",
    "warning",
    "github: {login: sanae-benomar, id: 101}  # or keys: [ssh-ed25519 AAAA…]",
)

ALL: tuple[Rule, ...] = tuple(value for value in vars().values() if isinstance(value, Rule))
"""Every rule of this module, in the order in which it stands here."""


def unsafe_rule(unsafe: Unsafe) -> Rule:
    """The rule that a character breaks."""
    return DIRECTION_UNSAFE if unsafe.concerns_direction else CONTROL_CHARACTER
