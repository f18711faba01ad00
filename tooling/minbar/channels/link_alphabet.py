"""Which letters may stand where in a link, as X reads one: data, not code.

Each constant is the inside of a character class (put it between brackets). Links are
read in UTF-16 units, as JavaScript does, so letters beyond U+FFFF are two units here.
JavaScript's case folding is already applied: that is why a Greek iota (which folds
with U+0345) or U+2C65 stands among the accented Latin letters.

Source: the rules of npm `twitter-text` 3.1.0 tried on each of the 65,536 UTF-16 units,
under Node 24.19, read 2026-11-22.
"""

# A letter of a domain's label: anything but ASCII punctuation (other than the quotes `"`
# and the grave accent), spaces, direction marks and the three invalid characters.
LABEL = (
    r"\x00-\x08\x0e-\x1f\x22\x30-\x39A-Z\x60a-z\x7f-\x84\x86-\x9f\xa1-\u061b\u061d-\u167f"
    r"\u1681-\u180d\u180f-\u1fff\u200b-\u200d\u2010-\u2027\u2030-\u205e\u2060-\u2065"
    r"\u206a-\u2fff\u3001-\ufefe\uff00-\ufffd"
)

# What may come just before a link.
BEFORE = r"\x00-\x22\x25-\x2f\x3a-\x3f\x5b-\x60\x7b-\ufefe\uff00-\uff02\uff04-\uff1f\uff21-\ufffd"

_ACCENTED_LATIN = (
    r"\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0260\u0263\u0268"
    r"\u0269\u026f\u0272\u0275\u0280\u0283\u0288-\u028c\u0292\u02bb\u0300-\u036f\u0399\u03b9"
    r"\u1e00-\u1eff\u1fbe\u2c65\u2c66\u2c7e\u2c7f\ua7dc"
)
_CYRILLIC = r"\u0400-\u04ff\u1c80-\u1c87"

# A domain written without `https://` is a link in these letters only.
BARE_LABEL = r"\-0-9A-Za-z" + _ACCENTED_LATIN

# A path: all of these, but its last letter is not one of PATH_TAIL.
PATH = r"!#-'*-;=@-\[\]_a-z|~\u2013" + _ACCENTED_LATIN + _CYRILLIC
PATH_TAIL = "!$%&'*,.:;@[]|~\u2013"

# A query, the same way.
QUERY = r"!#-;=?-\[\]_a-z|~"
QUERY_TAIL = "!$%'()*+,.:;?@[]|~"
