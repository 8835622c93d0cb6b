"""The gateway: nginx in front of everything, and one small process that answers for the health of all."""
