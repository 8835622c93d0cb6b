from typing import Any

from django.core.management.base import BaseCommand

from user_service.accounts import seeds


class Command(BaseCommand):
    help = "Demo users with fixed ids. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        made = seeds.seed()
        self.stdout.write(f"user_service: {made} demo users made, {len(list(seeds.demo_users()))} in all")
