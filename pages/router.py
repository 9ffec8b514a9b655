"""The script that Streamlit runs: the frame, the menu, and the chosen page in it."""

from pathlib import Path

from shell import frame

frame.run(Path(__file__).parent)
