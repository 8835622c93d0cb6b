"""What a user may be. One role each; it travels in the `role` claim."""

from enum import StrEnum


class Role(StrEnum):
    ADMIN = "admin"
    STAFF = "staff"
    VENDOR = "vendor"
    CUSTOMER = "customer"
    VIEWER = "viewer"
