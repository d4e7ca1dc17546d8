"""What all commands share: the terminal, common options, the reference page made from --help."""
