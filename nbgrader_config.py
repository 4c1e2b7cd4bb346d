"""nbgrader's settings for this course. Its commands, run in this folder, and formgrader read them.

What is set, and why, stands in alongside/grading/nbgrader_setup.py. To change a setting for your own course, write
it below the call, for example ``c.CourseDirectory.db_url = "postgresql+psycopg://..."``.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
if (ROOT / "alongside").is_dir() and str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from alongside.grading.nbgrader_setup import configure  # noqa: E402

c = get_config()  # noqa: F821
configure(c, ROOT)
