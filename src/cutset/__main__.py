"""Run the command line as ``python -m cutset``."""

from cutset.cli import main

if __name__ == "__main__":
    main()
