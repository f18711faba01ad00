"""The kinds of document, listed. A kind is a folder of content/ and a pair of types."""

from msgspec import Struct

from minbar.model.document import Facts, SummarisedText, Text
from minbar.model.kinds.candidate import CandidateFacts, CandidateText
from minbar.model.kinds.clip import ClipFacts, ClipText
from minbar.model.kinds.event import EventFacts, EventText
from minbar.model.kinds.message import MessageFacts, MessageText
from minbar.model.kinds.page import PageFacts
from minbar.model.kinds.plank import PlankFacts, PlankText
from minbar.model.kinds.press import PressFacts, PressText
from minbar.model.kinds.rebuttal import RebuttalFacts, RebuttalText
from minbar.model.kinds.reply import ReplyFacts, ReplyText


class Kind(Struct, frozen=True):
    """A folder of content/, the types of its files, and whether the public may see them."""

    name: str
    facts: type[Facts]
    text: type[Text]
    internal: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind("messages", MessageFacts, MessageText),
        Kind("programme", PlankFacts, PlankText),
        Kind("candidates", CandidateFacts, CandidateText),
        Kind("replies", ReplyFacts, ReplyText),
        Kind("rebuttals", RebuttalFacts, RebuttalText),
        Kind("press", PressFacts, PressText),
        Kind("events", EventFacts, EventText),
        Kind("handbook", PageFacts, SummarisedText),
        Kind("pages", PageFacts, SummarisedText),
        Kind("monitoring", ClipFacts, ClipText, internal=True),
    )
}
