"""Examples of the API document."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample

FILE = OpenApiExample(
    "Two products",
    value="sku,name,description,category,price,currency,stock\r\n"
    "HOM-CHR-22,Birch chair,Solid birch.,home,149.00,EUR,4\r\n"
    "HOM-CHR-23,Oak chair,Solid oak.,home,189.00,EUR,2\r\n",
    media_type="text/csv",
    request_only=True,
)
IMPORT = [
    OpenApiExample(
        "Row 3 is wrong",
        value={
            "id": "01943c0e-6f7d-7cc3-9d7e-2f1a5b8c9d10",
            "name": "chairs.csv",
            "state": "invalid",
            "dry_run": True,
            "rows": 2,
            "rows_checked": 2,
            "rows_written": 0,
            "created": 0,
            "updated": 0,
            "unchanged": 0,
            "error_count": 1,
            "errors": [
                {"row": 3, "column": "price", "code": "out-of-range", "detail": "More than zero, at most 100000000.00."}
            ],
            "created_at": "2026-03-02T09:30:00Z",
            "started_at": "2026-03-02T09:30:01Z",
            "finished_at": "2026-03-02T09:30:01Z",
            "rows_per_second": 4000.0,
        },
        response_only=True,
    )
]
