from __future__ import annotations

from payments_service.payments.api import serializers
from payments_service.payments.domain.payment import PaymentStatus
from payments_service.payments.rpc import mapping
from protos.gen.shop.payments.v1 import payments_service_pb2 as pb


def test_every_status_has_a_word_for_callers_and_for_customers() -> None:
    assert mapping.STATUSES.keys() == serializers.STATUSES.keys() == set(PaymentStatus)
    assert pb.PAYMENT_STATUS_UNSPECIFIED not in mapping.STATUSES.values()


def test_a_caller_can_receive_every_status_of_the_contract() -> None:
    assert set(mapping.STATUSES.values()) == set(pb.PaymentStatus.values()) - {pb.PAYMENT_STATUS_UNSPECIFIED}
