from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from product_service.imports import jobs


class Command(BaseCommand):
    help = "Works on the imports that wait, until none does. The worker starts it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        jobs.roomy()
        jobs.work_off(stop=jobs.until_told())
