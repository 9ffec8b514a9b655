"""The web server around Streamlit: our own routes, and what is done to every reply."""
