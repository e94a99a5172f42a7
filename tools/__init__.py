"""What maintainers run through the Makefile. Nothing here is shipped."""
