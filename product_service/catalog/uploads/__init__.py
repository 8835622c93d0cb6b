"""Uploaded pictures: how they are made ours, where the files lie, and how those are found that nobody shows."""
