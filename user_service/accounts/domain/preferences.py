"""What users may choose for themselves."""

from enum import StrEnum


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


# BCP 47. Dates, numbers and money are shown as people there write them.
LANGUAGES = ("en", "en-GB", "de", "de-AT", "de-CH", "fr", "es", "it", "nl", "pl", "pt", "pt-BR", "sv", "da", "nb", "fi")
