"""Who may ask for what; whose a review is, and who sells the product, is the use case's question."""

from __future__ import annotations

from rest_framework.permissions import BasePermission, IsAuthenticatedOrReadOnly

from servicekit.auth.permissions import May

# The first is known to the OpenAPI generator, which then says that reading needs no token.
OPEN_CUSTOMERS_WRITE: list[type[BasePermission]] = [IsAuthenticatedOrReadOnly, May.by(post="reviews.write")]
WRITING: list[type[BasePermission]] = [May.of("reviews.write")]
CHANGING: list[type[BasePermission]] = [May.of("reviews.change")]
SELLING: list[type[BasePermission]] = [May.of("catalog.manage")]
MODERATING: list[type[BasePermission]] = [May.of("reviews.moderate")]
