"""`./dev bench encryption`: what an encrypted column costs, in CPU time, which a busy machine does not stretch much."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable

from benchmarks.report import table

ADDRESS = {
    "name": "Ada Lovelace",
    "line1": "12 St James's Square",
    "line2": "",
    "city": "London",
    "postal_code": "SW1Y 4JH",
    "country": "GB",
}
COLUMN = "orders_order.shipping"
TIMES, ROUNDS = 5000, 5


def main() -> None:
    parser = argparse.ArgumentParser(prog="./dev bench encryption", description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SHOPMESH_ENV": "test", "SHOPMESH_STATE": folder}
        os.environ["DJANGO_SETTINGS_MODULE"] = "order_service.settings"
        results = run()
    print(json.dumps(results) if options.json else table(["what", "value"], list(results.items())))


def run() -> dict[str, float]:
    from servicekit.encryption import cipher, index  # noqa: PLC0415 - reads the settings named above

    clear = json.dumps(ADDRESS, separators=(",", ":")).encode()
    sealed = cipher.seal(clear, column=COLUMN)
    customer = "3f0c2f0e-51a9-5a5c-9a3e-1d6d4b1f6c11"
    return {
        "seal_address_us": microseconds(lambda: cipher.seal(clear, column=COLUMN)),
        "unseal_address_us": microseconds(lambda: cipher.unseal(sealed, column=COLUMN)),
        "blind_index_us": microseconds(lambda: index.blind_index(customer, purpose="orders.customer")),
        "address_bytes": len(clear),
        "address_bytes_at_rest": len(sealed),
    }


def microseconds(work: Callable[[], object]) -> float:
    """CPU time of one call, the best of several rounds."""
    return round(min(_round(work) for _ in range(ROUNDS)) / TIMES * 1e6, 1)


def _round(work: Callable[[], object]) -> float:
    began = time.process_time()
    for _ in range(TIMES):
        work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
