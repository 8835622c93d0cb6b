from enum import StrEnum


class Purpose(StrEnum):
    """What a challenge was made for. An answer to it is good for that and for nothing else."""

    REGISTER = "register"
    LOGIN = "login"
    SECOND_FACTOR = "second-factor"
    STEP_UP = "step-up"
