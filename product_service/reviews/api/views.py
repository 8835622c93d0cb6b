from __future__ import annotations

import time
from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from product_service.catalog import selectors as catalog
from product_service.reviews import selectors, services
from product_service.reviews.api import access, examples, paging
from product_service.reviews.api.asking import asked_about
from product_service.reviews.api.inputs import (
    DecisionInput,
    QueueQuery,
    ReplyInput,
    ReportInput,
    ReviewInput,
    ReviewQuery,
    review_filter,
)
from product_service.reviews.api.paging import page_of
from product_service.reviews.api.serializers import (
    QueuedSerializer,
    QueuePage,
    ReviewPage,
    ReviewSerializer,
    SummarySerializer,
)
from product_service.reviews.domain.moderation import Complaint, Decision, State
from product_service.reviews.models import Review
from product_service.reviews.selectors import ORDERS
from product_service.reviews.services.writing import Unchanged
from servicekit.api.etags import IF_MATCH, seen, tag_of
from servicekit.api.query import known_parameters
from servicekit.api.schema import refusals
from servicekit.api.serializers import Strict
from servicekit.auth.drf import asking

IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of the copy you have; 304 when it is good."
)
NOT_CHANGED = OpenApiResponse(description="Your copy is still good.")
LIMITED = {429: "rate-limited: so much in an hour is enough for one person."}
CHANGED = {
    403: "forbidden: your role, or somebody else's review.",
    412: "precondition-failed: it has changed since you saw it.",
    428: "precondition-required: no If-Match.",
}
MODERATE = "reviews.moderate"


class ReviewsOfProduct(GenericAPIView[Review]):
    permission_classes = access.OPEN_CUSTOMERS_WRITE
    serializer_class = ReviewSerializer
    pagination_class = None

    @extend_schema(
        operation_id="reviews_list",
        summary="Reviews of a product",
        description="Published ones. `summary` is of all of them, whatever is filtered.",
        parameters=[ReviewQuery, *paging.PARAMETERS, IF_NONE_MATCH],
        responses={200: ReviewPage, 304: NOT_CHANGED},
        tags=["reviews"],
    )
    def get(self, request: Request, product_id: int) -> Response:
        begun, wanted = int(time.time()), review_filter(_asked(request, ReviewQuery))
        catalog.product_on_sale(product_id)
        summary = selectors.summary(product_id)
        reader = asking(request)
        tag = tag_of([product_id, summary.version, sorted(request.query_params.items()), reader.id])
        headers = _reading(request, tag, begun)
        if tag in _copies(request):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
        page = page_of(selectors.published(product_id, wanted), ORDERS[wanted.ordering], request)
        body = {
            "summary": SummarySerializer(summary).data,
            "count": selectors.matching(summary, wanted),
            "next": page.next,
            "previous": page.previous,
            "results": ReviewSerializer(page.results, many=True, context={"reader": reader.id}).data,
        }
        return Response(body, headers=headers)

    @extend_schema(
        operation_id="reviews_create",
        summary="Review a product",
        description="Once for each product, bought or not; `verified` says which. Whether it was bought is asked while "
        "you wait, for a second at most, and otherwise later. Some words make it wait for a moderator: `pending`.",
        request=ReviewInput,
        responses={
            201: ReviewSerializer,
            **refusals({403: "forbidden: your role, or you sell it.", 409: "review-exists: change it.", **LIMITED}),
        },
        tags=["reviews"],
    )
    def post(self, request: Request, product_id: int) -> Response:
        known_parameters(request, ())
        given = _given(request, ReviewInput).words()
        review = services.review_post(by=asking(request), product_id=product_id, given=given)
        location = reverse("review-mine", kwargs={"product_id": product_id})
        return _own(request, asked_about(review), status=status.HTTP_201_CREATED, headers={"Location": location})


class OwnReview(GenericAPIView[Review]):
    permission_classes = access.WRITING
    serializer_class = ReviewSerializer
    pagination_class = None

    @extend_schema(
        operation_id="reviews_mine",
        summary="Your review of a product",
        description="Whatever its state, with what a moderator said. Its ETag is what a change has to send back. 204 "
        "while there is none, which is no mistake of who asks.",
        responses={200: ReviewSerializer, 204: OpenApiResponse(description="You have not reviewed it.")},
        tags=["reviews"],
    )
    def get(self, request: Request, product_id: int) -> Response:
        known_parameters(request, ())
        own = selectors.review_by(asking(request).id, product_id)
        if own is not None:
            return _own(request, own)
        catalog.product_on_sale(product_id)
        return Response(status=status.HTTP_204_NO_CONTENT, headers={"Cache-Control": "private, no-cache"})


class OneReview(GenericAPIView[Review]):
    permission_classes = access.CHANGING
    serializer_class = ReviewSerializer
    pagination_class = None

    @extend_schema(
        operation_id="reviews_change",
        summary="Change your review",
        description="The rules that may hold it back are asked again.",
        parameters=[IF_MATCH],
        request=ReviewInput,
        responses={200: ReviewSerializer, **refusals(CHANGED | LIMITED)},
        examples=[examples.ONE_STAR_LESS],
        tags=["reviews"],
    )
    def patch(self, request: Request, product_id: int, review_id: int) -> Response:
        known_parameters(request, ())
        review = services.review_change(
            by=asking(request),
            product_id=product_id,
            review_id=review_id,
            unchanged=_unchanged(request),
            given=_given(request, ReviewInput, partial=True).words(),
        )
        return _own(request, asked_about(review))

    @extend_schema(
        operation_id="reviews_delete",
        summary="Take your review back",
        description="Its stars count no more. After a rejection, one written anew waits for a moderator.",
        parameters=[IF_MATCH],
        responses={204: None, **refusals(CHANGED)},
        tags=["reviews"],
    )
    def delete(self, request: Request, product_id: int, review_id: int) -> Response:
        known_parameters(request, ())
        services.review_delete(
            by=asking(request), product_id=product_id, review_id=review_id, unchanged=_unchanged(request)
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class Reply(GenericAPIView[Review]):
    permission_classes = access.SELLING
    serializer_class = ReviewSerializer
    pagination_class = None

    @extend_schema(
        operation_id="reviews_reply",
        summary="Reply to a review",
        description="For who manages the product: one reply, which another one replaces.",
        request=ReplyInput,
        responses={200: ReviewSerializer, **refusals({409: "invalid-state: it is not published."})},
        tags=["reviews"],
    )
    def put(self, request: Request, product_id: int, review_id: int) -> Response:
        return self._say(request, product_id, review_id, _given(request, ReplyInput).validated_data["text"])

    @extend_schema(
        operation_id="reviews_reply_delete",
        summary="Take a reply back",
        description="The review has none then; of one that had none, nothing changes.",
        responses={204: None, **refusals({409: "invalid-state: it is not published."})},
        tags=["reviews"],
    )
    def delete(self, request: Request, product_id: int, review_id: int) -> Response:
        self._say(request, product_id, review_id, "")
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _say(self, request: Request, product_id: int, review_id: int, text: str) -> Response:
        known_parameters(request, ())
        review = services.review_reply(by=asking(request), product_id=product_id, review_id=review_id, text=text)
        return Response(ReviewSerializer(review, context={"reader": asking(request).id}).data)


class Report(GenericAPIView[Review]):
    permission_classes = access.WRITING
    serializer_class = ReportInput
    pagination_class = None

    @extend_schema(
        operation_id="reviews_report",
        summary="Report a review",
        description="Once each; again changes nothing. Reported by several people, it waits for a moderator.",
        request=ReportInput,
        responses={204: None, **refusals({409: "invalid-state: it is your own.", **LIMITED})},
        tags=["reviews"],
    )
    def post(self, request: Request, product_id: int, review_id: int) -> Response:
        known_parameters(request, ())
        reason = Complaint(_given(request, ReportInput).validated_data["reason"])
        services.review_report(by=asking(request), product_id=product_id, review_id=review_id, reason=reason)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Queue(GenericAPIView[Review]):
    permission_classes = access.MODERATING
    serializer_class = QueuedSerializer
    pagination_class = None

    @extend_schema(
        operation_id="reviews_moderation",
        summary="Reviews to decide on",
        description="Those that wait, longest first; or those of another state, newest first.",
        parameters=[QueueQuery, *paging.PARAMETERS],
        responses={200: QueuePage},
        tags=["reviews"],
    )
    def get(self, request: Request) -> Response:
        state = State(_asked(request, QueueQuery).get("state", State.PENDING))
        page = page_of(selectors.queue(state), selectors.queue_order(state), request)
        reports = selectors.reports([review.pk for review in page.results])
        context = {"reader": asking(request).id, "moderator": True, "reports": reports}
        results = QueuedSerializer(page.results, many=True, context=context).data
        body = {"next": page.next, "previous": page.previous, "results": results}
        return Response(body, headers={"Cache-Control": "private, no-cache"})


class Decide(GenericAPIView[Review]):
    permission_classes = access.MODERATING
    serializer_class = ReviewSerializer
    pagination_class = None

    @extend_schema(
        operation_id="reviews_decide",
        summary="Publish or reject a review",
        description="Whatever its state; reports of it are settled by this. Its author is shown the reason. Nobody "
        "decides about a review of one's own.",
        request=DecisionInput,
        responses={
            200: ReviewSerializer,
            **refusals(
                {
                    403: "forbidden: your role; own-review: you wrote it, so somebody else decides.",
                    412: "precondition-failed: its author has changed it since.",
                }
            ),
        },
        tags=["reviews"],
    )
    def post(self, request: Request, review_id: int) -> Response:
        known_parameters(request, ())
        given = _given(request, DecisionInput).validated_data
        review = services.review_decide(
            by=asking(request),
            review_id=review_id,
            decision=Decision(given["decision"]),
            reason=given["reason"],
            seen=given.get("version"),
        )
        return Response(ReviewSerializer(review, context={"reader": asking(request).id, "moderator": True}).data)


def _asked(request: Request, serializer: type[Strict]) -> dict[str, Any]:
    """The filters; which page of them stands beside."""
    known_parameters(request, {*serializer().fields, *paging.NAMES})
    wanted = serializer(
        data={name: value for name, value in request.query_params.items() if name in serializer().fields}
    )
    wanted.is_valid(raise_exception=True)
    return dict(wanted.validated_data)


def _given(request: Request, serializer: type[Any], *, partial: bool = False) -> Any:
    body = serializer(data=request.data, partial=partial)
    body.is_valid(raise_exception=True)
    return body


def _own(request: Request, review: Review, *, headers: dict[str, str] | None = None, **answer: Any) -> Response:
    """To its author. Its tag is what a change is compared with."""
    body = ReviewSerializer(review, context={"reader": asking(request).id}).data
    told = {"ETag": _tag(review), "Cache-Control": "private, no-cache", **(headers or {})}
    return Response(body, headers=told, **answer)


def _tag(review: Review) -> str:
    return f'"{review.pk}-{review.version}"'


def _unchanged(request: Request) -> Unchanged:
    """If-Match as a question to ask once the review is locked. PreconditionRequired without the header."""
    wanted = seen(request.headers.get("If-Match"))
    return lambda review: "*" in wanted or _tag(review) in wanted


def _copies(request: Request) -> frozenset[str]:
    header = request.headers.get("If-None-Match")
    return seen(header) if header else frozenset()


def _reading(request: Request, tag: str, begun: int) -> dict[str, str]:
    """What visitors see the gateway may keep until the end of the second in which it was begun to be read.

    `yours` is for one reader only.
    """
    if asking(request).is_authenticated:
        return {"ETag": tag, "Vary": "Authorization", "Cache-Control": "private, no-cache"}
    kept = {"Cache-Control": "public, max-age=0, must-revalidate", "X-Accel-Expires": f"@{begun}"}
    return {"ETag": tag, "Vary": "Authorization", **kept}
