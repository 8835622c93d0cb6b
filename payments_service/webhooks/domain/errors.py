"""What is answered to whoever says he is a payment provider.

ServiceError
└── BadRequest   WebhookSignatureInvalid · WebhookTimestampOutOfRange
"""

from __future__ import annotations

from servicekit.errors import BadRequest


class WebhookSignatureInvalid(BadRequest):
    code = "webhook-signature-invalid"
    title = "Not signed with a secret of this endpoint"


class WebhookTimestampOutOfRange(BadRequest):
    code = "webhook-timestamp-out-of-range"
    title = "Signed too long ago, or in the future"
