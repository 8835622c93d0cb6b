"""A payment provider that is somebody else: its own process, protocol and database, and no line of the shop's code."""
