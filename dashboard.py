"""The app that `streamlit run dashboard.py` starts: the script of the pages, with our own routes and middleware."""

from pathlib import Path

import streamlit as st

from shell.server.middleware import middleware
from shell.server.routes import routes

# The script lies in pages/ so that Streamlit does not take that folder for its old kind of multipage app.
app = st.App(Path(__file__).parent / "pages" / "router.py", routes=routes(), middleware=middleware())
