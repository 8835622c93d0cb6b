"""Promise R12 for stars: whatever is asked, in whatever order, the tables say what a model of twenty lines says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from product_service.catalog.models import Product
from product_service.reviews import services
from product_service.reviews.domain.errors import OwnReview, ReviewExists
from product_service.reviews.domain.moderation import REPORTS_THAT_HOLD, Complaint, Decision
from product_service.reviews.models import Review, ReviewRate, ReviewReport, ReviewSummary
from product_service.reviews.recount import recount
from product_service.reviews.services import Words
from product_service.stock.models import Stock, StockMovement
from product_service.tests.reviews.world import figures, new_review
from product_service.tests.support import new_product, principal
from servicekit.errors import NotFound

Refusals = type[Exception] | tuple[type[Exception], ...]
PEOPLE = ("alice", "bob", "carol", "dave", "erin")

people = st.sampled_from(PEOPLE)
stars = st.integers(1, 5)
texts = st.sampled_from(["Fine.", "See www.example.com"])


class Written:
    """What the model knows of a review."""

    def __init__(self, review_id: int, rating: int, text: str, *, doubted: bool = False) -> None:
        self.id = review_id
        self.rating, self.text = rating, text
        self.state = "pending" if doubted or "www" in text else "published"
        self.reported = self.rejected_before = False
        self.reporters: set[str] = set()
        self.open_reports = 0

    def rewritten(self, rating: int, text: str) -> None:
        if (rating, text) == (self.rating, self.text):
            return
        self.rating, self.text = rating, text
        held = "www" in text or self.reported or self.rejected_before
        self.state = "pending" if held else "published"


class Reviews(RuleBasedStateMachine):
    @initialize()
    def open_shop(self) -> None:
        for left in (ReviewReport, Review, ReviewSummary, ReviewRate, StockMovement, Stock, Product):
            left.objects.all().delete()
        self.product = new_product()
        self.written: dict[str, Written] = {}
        # Whose review was taken back after a moderator had rejected it, or readers had had it held.
        self.doubted: set[str] = set()
        self.complained: set[str] = set()

    @rule(author=people, rating=stars, text=texts)
    def post(self, author: str, rating: int, text: str) -> None:
        free = author not in self.written
        found = self.happens(ReviewExists, new_review, self.product, author, rating=rating, title="T", text=text)
        assert (found is not None) == free
        if found is not None:
            made = Written(found.pk, rating, text, doubted=author in self.doubted | self.complained)
            made.rejected_before, made.reported = author in self.doubted, author in self.complained
            self.written[author] = made
            self.doubted.discard(author)
            self.complained.discard(author)

    @rule(author=people, rating=stars, text=texts)
    def change(self, author: str, rating: int, text: str) -> None:
        if own := self.written.get(author):
            given = Words(rating=rating, text=text)
            services.review_change(**self.named(author), unchanged=lambda _: True, given=given)
            own.rewritten(rating, text)

    @rule(author=people)
    def take_back(self, author: str) -> None:
        if author in self.written:
            services.review_delete(**self.named(author), unchanged=lambda _: True)
            gone = self.written.pop(author)
            if gone.rejected_before:
                self.doubted.add(author)
            if gone.reported:
                self.complained.add(author)

    @rule(author=people, reader=people)
    def report(self, author: str, reader: str) -> None:
        if (own := self.written.get(author)) is None:
            return
        told = {**self.named(author), "by": principal("customer", reader)}
        happened = self.happens((NotFound, OwnReview), self.reported, told) is not None
        assert happened == (author != reader and own.state == "published")
        if happened and reader not in own.reporters:
            own.reporters.add(reader)
            own.open_reports += 1
            if own.open_reports >= REPORTS_THAT_HOLD:
                own.state, own.reported = "pending", True

    @rule(author=people, decision=st.sampled_from(Decision))
    def decide(self, author: str, decision: Decision) -> None:
        if own := self.written.get(author):
            services.review_decide(
                by=principal("staff", "sami"), review_id=own.id, decision=decision, reason="Because."
            )
            own.state = "published" if decision is Decision.PUBLISH else "rejected"
            own.rejected_before, own.reported, own.open_reports = decision is Decision.REJECT, False, 0

    @invariant()
    def the_tables_say_what_the_model_says(self) -> None:
        shown = [own.rating for own in self.written.values() if own.state == "published"]
        histogram, count, total, _ = figures(self.product)
        assert histogram == [shown.count(rating) for rating in range(1, 6)]
        assert (count, total) == (len(shown), sum(shown))
        states = dict(Review.objects.exclude(state="withdrawn").values_list("pk", "state"))
        assert states == {own.id: own.state for own in self.written.values()}

    def teardown(self) -> None:
        assert recount() == []

    def named(self, author: str) -> dict[str, Any]:
        own = self.written[author]
        return {"by": principal("customer", author), "product_id": self.product.pk, "review_id": own.id}

    def reported(self, told: dict[str, Any]) -> bool:
        services.review_report(**told, reason=Complaint.SPAM)
        return True

    def happens(
        self,
        refusal: type[Exception] | tuple[type[Exception], ...],
        use_case: Callable[..., Any],
        *args: Any,
        **given: Any,
    ) -> Any:
        """What it answers; None where it is refused."""
        ReviewRate.objects.all().delete()
        try:
            return use_case(*args, **given)
        except refusal:
            return None


@pytest.mark.django_db
def test_stars_are_what_the_model_says() -> None:
    run_state_machine_as_test(
        Reviews,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
