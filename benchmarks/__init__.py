"""What is fast, measured as ratios against a floor taken in the same run. `./dev bench NAME [--json]`."""
