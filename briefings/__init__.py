"""Briefings: slides in; .pptx, .pdf, .html and a zip out. Knows nothing of Streamlit, of loaders or of the network."""
