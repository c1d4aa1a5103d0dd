"""The place tree, its names, populations and priority zones."""
