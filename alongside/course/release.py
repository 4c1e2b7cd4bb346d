"""Makes ``assignments/`` with nbgrader's own ``generate_assignment``, as an instructor would."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from alongside.course.tree import Tree

RELEASED = ("{quiz}.ipynb", "quiz.json")
"""The allow-list: all that a released quiz may hold. Anything else in the release is refused."""


class ReleaseRefused(RuntimeError):
    """The release would hold a file that is not on the allow-list, or nbgrader could not make it."""


def release_files(tree: Tree, quiz: str, made: dict[str, bytes]) -> dict[str, bytes]:
    """Return file name -> content of the released quiz; ``made`` are the generated files of its source folder.

    Raises:
        ReleaseRefused: when nbgrader reports a failure, or releases anything that is not on the allow-list.
    """
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        source = root / "source" / quiz
        shutil.copytree(tree.source / quiz, source)
        for name, content in made.items():
            (source / name).write_bytes(content)
        shutil.copy(tree.root / "nbgrader_config.py", root)
        config: Config = PyFileConfigLoader("nbgrader_config.py", path=scratch).load_config()
        config.CourseDirectory.root = scratch
        config.CourseDirectory.source_directory = "source"
        config.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}"
        result = NbGraderAPI(config=config).generate_assignment(quiz)
        if not result["success"]:
            raise ReleaseRefused(f"nbgrader could not release “{quiz}”:\n{result['log'][-2000:]}")
        released = root / "assignments" / quiz
        files = {path.relative_to(released).as_posix(): path.read_bytes()
                 for path in sorted(released.rglob("*")) if path.is_file()}
    allowed = {name.format(quiz=quiz) for name in RELEASED}
    if set(files) != allowed:
        odd = ", ".join(sorted(set(files) ^ allowed))
        raise ReleaseRefused(f"The release of “{quiz}” must hold {', '.join(sorted(allowed))}; these differ: {odd}")
    return files
