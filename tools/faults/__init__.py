"""`./dev fault`: break a running mesh on purpose, in ways that end by themselves or by one command."""
