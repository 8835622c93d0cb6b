"""Refusals of reviews: leaves of servicekit.errors.

Conflict 409            ReviewExists
InvalidState 409        NotPublished · OwnReview
Forbidden 403           NotYourReview · YouSellIt · YouWroteIt · NobodysToken
"""

from __future__ import annotations

from servicekit.errors import Conflict, Forbidden, InvalidState


class ReviewExists(Conflict):
    code = "review-exists"
    title = "You have reviewed this product already"

    def __init__(self) -> None:
        super().__init__("One review for each product: change the one you have.")


class NotYourReview(Forbidden):
    def __init__(self) -> None:
        super().__init__("A review is changed by who wrote it.")


class YouSellIt(Forbidden):
    def __init__(self) -> None:
        super().__init__("Who sells a product does not review it: reply to its reviews instead.")


class NobodysToken(Forbidden):
    def __init__(self) -> None:
        super().__init__("The account of this token is deleted.")


class YouWroteIt(Forbidden):
    code = "own-review"
    title = "Somebody else decides about your own review"

    def __init__(self) -> None:
        super().__init__("You wrote this review: another moderator has to decide about it.")


class NotPublished(InvalidState):
    def __init__(self) -> None:
        super().__init__("The review is not published.")


class OwnReview(InvalidState):
    def __init__(self) -> None:
        super().__init__("This review is your own: change it, or take it back.")
