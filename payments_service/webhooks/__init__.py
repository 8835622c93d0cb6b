"""What payment providers tell us unasked: kept as rows first, and only ever taken as a reason to look."""
