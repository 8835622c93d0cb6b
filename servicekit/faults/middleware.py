"""Scripted faults of a REST service. The middleware stands in the list only where a script is named."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from servicekit.api import problems
from servicekit.errors import ServiceError
from servicekit.faults.effects import Scripted, befall
from servicekit.faults.failpoints import armed

Handler = Callable[[HttpRequest], HttpResponseBase]


def scripted_faults(get_response: Handler) -> Handler:
    """A request is named as one would say it: `POST /api/orders/`."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        script, name = armed(), f"{request.method} {request.path_info}"
        if script is None:
            return get_response(request)
        try:
            befall(script.meeting("rest", name), name)
            answer = get_response(request)
            befall(script.meeting("rest", name, after=True), name)
        except (ServiceError, Scripted) as fault:  # not a view's: Django has made answers of those
            return problems.respond(problems.translate(fault))
        return answer

    return middleware
