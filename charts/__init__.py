"""Frame and words in, figure or map description out. Nothing here knows Streamlit or opens a file."""

import plotly.io as pio

# Plotly's own template is 3.7 kB of colours in every figure, for kinds of charts that we do not draw. The browser gives
# a figure the look of the page with or without them.
pio.templates.default = "none"
