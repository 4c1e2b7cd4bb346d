#!/usr/bin/env python3
"""Open Alongside: `python3 start.py` to learn, `python3 start.py teach` to teach, `python3 start.py test` to test it.

Sets everything up in .venv beside this file the first time, and opens the course. Needs Python 3.11 to 3.13 only.
This file itself also runs on older Pythons, as far as needed to say so.
"""

import sys


def wrong_python(version, executable):
    # type: (tuple[int, ...], str) -> str
    """Return what to say to a Python that cannot run the course; an empty string for one that can."""
    if (3, 11) <= tuple(version[:2]) < (3, 14):
        return ""
    again = "py -3.12 start.py" if sys.platform == "win32" else "python3.12 start.py"
    return (
        "Alongside needs Python 3.11 to 3.13. This is Python {}.{} ({}). Install Python 3.12 from python.org "
        "(Debian and Ubuntu: sudo apt install python3 python3-venv), then start again, for example with: {}"
    ).format(version[0], version[1], executable, again)


def main(arguments=None):
    # type: (list[str] | None) -> int
    """Do what the command line asks and return the exit code."""
    refusal = wrong_python(sys.version_info[:2], sys.executable)
    if refusal:
        sys.stderr.write(refusal + "\n")
        return _leave(1)
    # Only from here on may code of today's Python be read.
    from alongside.course.launch.command import run

    return _leave(run(arguments))


def _leave(code):
    # type: (int) -> int
    """Keep a Windows window that a double click opened until its message is read."""
    if code and sys.platform == "win32" and sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write("Press Enter to close this window. ")
        sys.stderr.flush()
        sys.stdin.readline()
    return code


if __name__ == "__main__":
    sys.exit(main())
