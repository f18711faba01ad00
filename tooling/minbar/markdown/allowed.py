"""The HTML that a text may hold. Everything else is dropped, or refused before."""

TAGS = frozenset(
    "a abbr b bdi blockquote br cite code dd del div dl dt em h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s"
    " small span strong sub sup table tbody td th thead tr u ul".split()
)
ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
CLASSES = {"div": {"admonition", "note", "tip", "warning", "footnote"}, "p": {"admonition-title"}}
SCHEMES = frozenset({"https", "mailto"})
