"""Money held, taken and given back."""
