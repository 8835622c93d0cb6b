"""Faults made on purpose, for tests and labs: on the network between two processes, and inside one. Off by default."""
