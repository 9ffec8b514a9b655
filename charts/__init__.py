"""Frame and words in, figure or map description out. Nothing here knows Streamlit or opens a file."""
