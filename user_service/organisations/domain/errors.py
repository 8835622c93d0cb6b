"""Refusals around organisations.

ServiceError
└── Conflict 409   OrganisationNameTaken · InvalidState (one with members is not deleted)
"""

from servicekit.errors import Conflict, FieldError


class OrganisationNameTaken(Conflict):
    code = "organisation-name-taken"
    title = "Another organisation has this name"
    grpc = "ALREADY_EXISTS"

    def __init__(self) -> None:
        taken = FieldError(pointer="/name", code="organisation-name-taken", detail="Choose another name.")
        super().__init__("Choose another name.", errors=[taken])
