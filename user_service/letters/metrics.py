from prometheus_client import Counter

LETTERS = Counter("letters", "Attempts to send a letter. outcome: sent, again, given_up.", ["kind", "outcome"])
