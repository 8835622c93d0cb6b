"""What people do to their own account: passwords, e-mail, picture, preferences, taking their data away, leaving.

No tables of its own. It knows accounts, sessions and factors; of these, none knows it.
"""
