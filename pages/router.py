"""The script that Streamlit runs: the frame, the menu, and the chosen page in it."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
# Streamlit puts this folder first on the path: there our page scenarios.py would hide the package of that name.
sys.path[:] = [folder for folder in sys.path if Path(folder) != HERE]

from shell import frame  # noqa: E402

frame.run(HERE)
