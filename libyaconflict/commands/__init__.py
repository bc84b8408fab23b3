"""The commands of the command line, a module for each group: `add` declares them, the rest runs them."""
