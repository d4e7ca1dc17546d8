"""What all checks stand on: the views they look at, what they report, and the run over all of them."""
