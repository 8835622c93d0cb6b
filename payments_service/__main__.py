"""`python -m payments_service web|grpc|worker|sandbox|migrate|seed|check|manage`."""

from __future__ import annotations

import sys


def main() -> None:
    if sys.argv[1:] == ["sandbox"]:
        # The provider is somebody else: it starts without Django and without the service's settings.
        from payments_service.sandbox.server import main as sandbox  # noqa: PLC0415 - only this process needs it

        sandbox()
        return
    from servicekit import runner  # noqa: PLC0415 - the sandbox must not need it

    runner.main("payments_service")


if __name__ == "__main__":
    main()
