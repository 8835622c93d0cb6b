"""Ten codes on paper, for the day the phone is gone. Shown once, kept as hashes, each good once.

Of less than 112 bits, they are hashed like passwords (ASVS 5.0, 6.5.2). One salt per set instead of one per code: a
stolen table costs a thief the same, and looking a code up costs us one hash instead of ten.
"""

import os
import secrets
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw

from servicekit import clock
from user_service.accounts.hashers import Argon2id, gate_of
from user_service.mfa.domain import codes
from user_service.mfa.models import BackupCode

SALT_BYTES = 16
DIGEST_BYTES = 32


def hashed(code: str, salt: str) -> str:
    """Through the same gate as passwords, so that memory stays bounded. TooBusy when its turn does not come."""
    return gate_of(os.getpid()).run(_hashed, code, salt)


def fresh(user_id: UUID | str) -> tuple[list[str], list[BackupCode]]:
    """Ten codes to show, and the rows to keep. Four tenths of a second of hashing: do it outside of a transaction."""
    salt, now = secrets.token_hex(SALT_BYTES), clock.now()
    shown = [codes.backup_code_new() for _ in range(codes.BACKUP_CODES)]
    digests = [hashed(code.replace("-", ""), salt) for code in shown]
    return shown, [BackupCode(user_id=user_id, salt=salt, digest=digest, made_at=now) for digest in digests]


def replace(user_id: UUID | str, rows: list[BackupCode]) -> None:
    """Inside the caller's transaction, which holds the user's lock: the old codes are worth nothing from now on."""
    BackupCode.objects.filter(user_id=user_id).delete()
    BackupCode.objects.bulk_create(rows)


def use(user_id: UUID | str, typed: str) -> bool:
    """Whether the code is one of the user's, once: whoever marks it has used it."""
    code = codes.backup_code_normalised(typed)
    salt = BackupCode.objects.filter(user_id=user_id).values_list("salt", flat=True).first()
    if code is None or salt is None:
        return False
    unused = BackupCode.objects.filter(user_id=user_id, digest=hashed(code, salt), used_at__isnull=True)
    return unused.update(used_at=clock.now()) == 1


def _hashed(code: str, salt: str) -> str:
    cost = {"time_cost": Argon2id.time_cost, "memory_cost": Argon2id.memory_cost, "parallelism": Argon2id.parallelism}
    return hash_secret_raw(code.encode(), bytes.fromhex(salt), hash_len=DIGEST_BYTES, type=Type.ID, **cost).hex()
