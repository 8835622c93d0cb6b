"""What this service tells the mesh about users. Ids and roles only: names and addresses are asked for when needed."""

from dataclasses import dataclass

from servicekit.events.event import Event


@dataclass(frozen=True)
class UserRegistered(Event):
    TYPE = "user.registered"
    VERSION = 1

    user_id: str
    username: str
    role: str
