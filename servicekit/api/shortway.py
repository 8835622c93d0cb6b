"""A short way for reads that nothing has to be decided for: to the answer without REST framework's machinery around it.

Prevents the tenth of a shop's capacity: of a list that takes 0.3 ms to find and to write, negotiation, throttles,
permissions and the request around the request took another 0.4. The view stays: it is what is documented, it has the
other methods, and it answers whoever does not take plain JSON, by the same function.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from rest_framework.request import Request
from rest_framework.views import APIView

from servicekit.auth.drf import BearerAuthentication
from servicekit.auth.principal import Anonymous, Principal

Answer = Callable[..., HttpResponse]
NOBODY = cast("Principal", Anonymous())  # who answers the same questions
JSON = "application/json"
# In WSGI's environment: what answering it before Django came to (servicekit.api.ready), instead of an answer.
REFUSED = "shopmesh.refused"

_bearer = BearerAuthentication()


def short(view: type[APIView], answer: Answer) -> Callable[..., HttpResponseBase]:
    """The view, whose GET is `answer(meta, principal, **kwargs)`. Everybody may read there; refusals are raised."""
    long_way = view.as_view()

    @wraps(long_way)
    def shorter(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if request.META["REQUEST_METHOD"] != "GET" or not takes_json(request.META):
            return long_way(request, **kwargs)
        if refused := request.META.get(REFUSED):
            raise refused
        return answer(request.META, _asking(request), **kwargs)

    return shorter


def takes_json(meta: Mapping[str, Any]) -> bool:
    """Plainly so; anything else is negotiated."""
    accept = meta.get("HTTP_ACCEPT", "*/*")
    return accept in {"*/*", JSON} or (JSON in accept and "version" not in accept)


def _asking(request: HttpRequest) -> Principal:
    """A bad token is nobody's, here as everywhere: TokenInvalid."""
    if "HTTP_AUTHORIZATION" not in request.META:
        return NOBODY
    known = _bearer.authenticate(cast("Request", request))  # it reads the header alone, which both have
    return known[0] if known else NOBODY
