"""``python -m servanda`` is the command ``servanda``."""

import signal
import sys

from ._servanda import main as _main


def main() -> None:
    # The command runs outside of the interpreter, which would otherwise note Ctrl-C and wait for it to end.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_main(sys.argv[1:]))


if __name__ == "__main__":
    main()
