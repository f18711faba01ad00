"""The answers of a campaign folder as it is now: a build up to the point where pages are made."""

from pathlib import Path

from demonstration import AT
from minbar.build.answers import Answers
from minbar.build.engine import Engine
from minbar.build.ground import Workshop
from minbar.edition import Audience
from minbar.edition.register import Register


class Asked:
    """What a build knows before it makes a page."""

    def __init__(
        self,
        root: Path,
        at: str = AT,
        audience: Audience = "public",
    ) -> None:
        engine = Engine(root, root / "site", audience, at, print)
        try:
            self.workshop: Workshop = engine.prepare()
            self.answers: Answers = engine.fit()
            self.register: Register = engine.read.register
        except BaseException:
            engine.close()
            raise
        self._engine = engine

    def close(self) -> None:
        self._engine.close()
