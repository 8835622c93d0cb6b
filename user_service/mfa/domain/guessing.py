"""How often codes may be guessed.

Counted per account and method, whoever tries: with the password known, a limit per address or per login would bound
nothing. Five wrong codes, then fifteen minutes of silence; three codes of a million are good at a time, so a day of
guessing finds one with a probability of 5 · 96 · 3 / 10⁶ = 0.15 %. After a hundred in a row the factor is switched off
(NIST SP 800-63B-4, 3.2.2). A method that is locked or off locks no other: the owner still has those.
"""

from datetime import timedelta

FAILURES = 5
WINDOW = timedelta(minutes=15)
IN_A_ROW = 100
# While an app is set up nobody is locked out yet, and a clock that is off takes a few tries to find.
SETUP_FAILURES = 10

SENDS = 3  # text messages per window
