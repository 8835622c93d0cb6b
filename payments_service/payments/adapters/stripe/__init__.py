"""Stripe, through its own library. Imported only where it is the provider in use: the library costs 30 MB."""

from payments_service.payments.adapters.stripe.provider import StripeProvider

__all__ = ["StripeProvider"]
