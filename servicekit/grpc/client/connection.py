"""Prevents the broken child: a channel used before a fork fails or hangs after it, so each process makes its own."""

from __future__ import annotations

import os
from typing import NamedTuple

import grpc

from servicekit.grpc import options, tls
from servicekit.grpc.client.addresses import dialled


class Key(NamedTuple):
    pid: int
    target: str
    address: str  # or several, with commas between
    material: tls.Material
    stamp: tls.Stamp

    @classmethod
    def of(cls, target: str, address: str, material: tls.Material) -> Key:
        """What a connection must have been made for to be usable now."""
        return cls(os.getpid(), target, address, material, material.recent_stamp())


# By process, and never emptied of another process's entries: closing an inherited channel hangs as calling it does.
# `setdefault` is atomic and a channel that lost the race was never connected: no lock that a fork could leave locked.
_CONNECTIONS: dict[Key, grpc.Channel] = {}


def connection(key: Key) -> grpc.Channel:
    known = _CONNECTIONS.get(key)
    if known is not None:
        return known
    renewed = [other for other in list(_CONNECTIONS) if other[:4] == key[:4]]  # same but for the certificate
    for old in renewed:
        _CONNECTIONS.pop(old, None)
    made = grpc.secure_channel(dialled(key.address), key.material.client(), options=options.client(key.target))
    return _CONNECTIONS.setdefault(key, made)
