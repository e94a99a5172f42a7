"""The parts of `tools/lint_spec.py`: how a file is read, what may stand where, the rules, and the trial."""
