"""A folder for this one test process, so that two runs at once never meet in one database file."""

import atexit
import shutil
import tempfile

OWN_FOLDER = tempfile.mkdtemp(prefix="burgerkracht-test-")
atexit.register(shutil.rmtree, OWN_FOLDER, ignore_errors=True)
