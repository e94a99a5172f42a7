"""`python -m omneo_appointments`, and the console script `omneo-appointments`."""

import sys


def main() -> None:
    """Run the command line, or say in one line which extra it needs."""
    try:
        from .cli import run
    except ModuleNotFoundError as absent:
        if (absent.name or "").partition(".")[0] not in ("click", "rich"):
            raise
        sys.exit("the command line needs an extra: pip install 'omneo-appointments[cli]'")
    except KeyboardInterrupt:  # while all this is imported
        sys.exit(130)
    sys.exit(run())


if __name__ == "__main__":
    main()
