"""Measures the client beside what a user would pick instead: `make bench`. Not part of the package, nor of the tests."""
