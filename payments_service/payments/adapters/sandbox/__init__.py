"""The sandbox provider, over its HTTP protocol (payments_service/sandbox/README.md)."""

from payments_service.payments.adapters.sandbox.provider import SandboxProvider

__all__ = ["SandboxProvider"]
