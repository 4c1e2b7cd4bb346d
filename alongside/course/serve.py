"""Run Jupyter Server for the course: `python -m alongside.course.serve`, with the arguments of Jupyter Server.

Two things are quicker than as shipped. Both were measured on the versions in pylock.toml.
"""

from __future__ import annotations

import asyncio
import sys

# Jupyter's event log can check web addresses in events against RFC 3987. Loading that check builds a grammar for 1.4 of
# the 2.4 seconds of processor time that the server needs to start, at every start, and nothing here logs such an event.
# jsonschema goes on without it when it cannot be imported, which is what this says.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

from jupyter_server.serverapp import main  # noqa: E402
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection  # noqa: E402


class PromptConnection(ZMQChannelsWebsocketConnection):
    """The connection between a page and its kernel, which sends each small message at once.

    As shipped, TCP holds a small message back until the one before was acknowledged, about 40 ms: a click would be told
    "Saved" that much later.
    """

    def connect(self) -> asyncio.Future[None] | None:  # type: ignore[override]  # as the class above has it
        """Switch that waiting off, then connect as usual."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


if __name__ == "__main__":
    main()
