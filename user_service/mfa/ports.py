"""What this app needs from outside: somebody who delivers text messages."""

from typing import Protocol


class TextMessages(Protocol):
    def send(self, *, to: str, text: str) -> None:
        """Deliver a short text to a telephone number (E.164), or raise DependencyUnavailable.

        Called inside the request, after its transaction: the code is worthless in five minutes, so whoever asked for it
        would rather hear at once that it cannot be delivered. Answer within a few seconds.
        """
