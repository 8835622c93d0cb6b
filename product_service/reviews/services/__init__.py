"""Use cases of reviews, one transaction each."""

from __future__ import annotations

from product_service.reviews.services.asking import question_claim, questions_ask, review_answered, review_ask
from product_service.reviews.services.authors import author_forget, author_hide, purchases_changed
from product_service.reviews.services.moderating import review_decide, review_reply, review_report
from product_service.reviews.services.naming import names_ask
from product_service.reviews.services.standing import deleted_forget
from product_service.reviews.services.writing import Words, review_change, review_delete, review_post

__all__ = [
    "Words",
    "author_forget",
    "author_hide",
    "deleted_forget",
    "names_ask",
    "purchases_changed",
    "question_claim",
    "questions_ask",
    "review_answered",
    "review_ask",
    "review_change",
    "review_decide",
    "review_delete",
    "review_post",
    "review_reply",
    "review_report",
]
