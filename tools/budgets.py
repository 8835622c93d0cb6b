"""What routes.toml says about time: the budget and the priority a service is told, and how long nginx waits for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# A connection on the same host or network takes well under a millisecond; TCP sends a lost first packet again after
# one second, which a request with a short budget does not have.
CONNECT = 0.25  # seconds
# After its budget a service has this long to say so, before the gateway says it: checkout is answered within 3.3 s.
LATEST = 0.3  # seconds
VERSIONED = "/api(?:/v1)?/"

Routes = Mapping[str, Any]


def maps(routes: Routes) -> str:
    """`$request_budget` and `$request_priority`, by method and by the path the service sees (aliases are resolved)."""
    return "\n".join([_map("budget", "seconds", routes["budgets"]), _map("priority", "priority", routes["budgets"])])


def _map(name: str, value: str, budgets: Routes) -> str:
    lines = [
        f'  "~^{method} {VERSIONED}{route["path"]}/?$" {route[value]};'
        for route in budgets["routes"]
        if value in route
        for method in route["methods"]
    ]
    told = "\n".join([f"  default {budgets[value]};", *lines])
    return f'map "$request_method $uri" $request_{name} {{\n{told}\n}}\n'


def timed(routes: Routes, owners: Mapping[str, str]) -> list[str]:
    """Locations for routes with a budget of their own. nginx's time limits take no variables, so each has a place."""
    own = [route for route in routes["budgets"]["routes"] if "seconds" in route]
    return [line for number, route in enumerate(own) for line in _lane(number, route, owners)]


def _lane(number: int, route: Routes, owners: Mapping[str, str]) -> Sequence[str]:
    """One path, two places: the methods that have the budget are sent on to a lane with its time limits."""
    service, methods = owners[route["path"].split("/")[0]], "|".join(route["methods"])
    limits = f"proxy_connect_timeout {milliseconds(CONNECT)}; proxy_read_timeout {milliseconds(patience(route))};"
    size = f"client_max_body_size {route['largest']}; " if "largest" in route else ""
    there, back = f"rewrite ^(.*)$ /_lane/{number}$1 last;", f"rewrite ^/_lane/{number}(.*)$ $1 break;"
    upstream = f"gzip off; proxy_pass http://${service}_upstream;"
    switch = f'if ($request_method ~ "^(?:{methods})$") {{ {there} }}'
    return (
        f'location ~ "^{VERSIONED}{route["path"]}/?$" {{ {size}{switch} {upstream} }}',
        f"location /_lane/{number}/ {{ internal; {size}{limits} {back} {upstream} }}",
    )


def patience(route: Routes) -> float:
    """Seconds nginx waits for the first byte, so that even a slow connection before it keeps the promise."""
    return float(route["seconds"]) + LATEST - CONNECT


def milliseconds(seconds: float) -> str:
    return f"{round(seconds * 1000)}ms"
