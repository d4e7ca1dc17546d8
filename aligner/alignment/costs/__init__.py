"""alignment/costs."""
