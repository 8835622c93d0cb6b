"""The demo logins. Seeding may use passwords that registration refuses; nothing else may."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_DNS, UUID, uuid5

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from servicekit import clock
from user_service.accounts import selectors
from user_service.accounts.domain.roles import Role
from user_service.accounts.models import User
from user_service.organisations.seeds import nordlys


@dataclass(frozen=True)
class DemoUser:
    username: str
    password: str
    role: Role
    first_name: str
    last_name: str

    @property
    def id(self) -> UUID:
        """Fixed, because the other services' seeds name the same users."""
        return uuid5(NAMESPACE_DNS, f"{self.username}.shopmesh.example")

    @property
    def email(self) -> str:
        return f"{self.username}@example.com"


NAMED = (
    DemoUser("admin", "admin123", Role.ADMIN, "Alma", "Berg"),
    DemoUser("staff", "staff123", Role.STAFF, "Sami", "Okafor"),
    DemoUser("vendor", "vendor123", Role.VENDOR, "Vera", "Lindqvist"),
    DemoUser("user", "user123", Role.CUSTOMER, "Uma", "Castellanos"),
    DemoUser("viewer", "viewer123", Role.VIEWER, "Viggo", "Marsh"),
)
SHOPPERS = (
    "Ana Silva",
    "Ben Carter",
    "Chloe Martin",
    "Dev Patel",
    "Ella Novak",
    "Finn Larsen",
    "Grace Kim",
    "Hugo Weber",
    "Ines Rossi",
    "Jonas Meyer",
)


def demo_users() -> Iterator[DemoUser]:
    yield from NAMED
    for number, name in enumerate(SHOPPERS):
        first, last = name.split()
        yield DemoUser(f"user{number}", "password123", Role.CUSTOMER, first, last)


def seed() -> int:
    """Make the demo users that are missing; how many that were. Those already here stay as they are."""
    return sum(_made(demo) for demo in demo_users())


def _made(demo: DemoUser) -> bool:
    if selectors.user_by_id(demo.id) or selectors.user_by_login(demo.username) or selectors.user_by_login(demo.email):
        return False
    encoded = make_password(demo.password)
    try:
        _insert(demo, encoded)
    except IntegrityError:
        return False  # somebody else is seeding too
    return True


@transaction.atomic
def _insert(demo: DemoUser, encoded: str) -> None:
    organisation = nordlys() if demo.role is Role.VENDOR else None
    User.objects.create(
        id=demo.id,
        username=demo.username,
        email=demo.email,
        password=encoded,
        role=demo.role.value,
        first_name=demo.first_name,
        last_name=demo.last_name,
        organisation=organisation,
        email_verified_at=clock.now(),
    )
