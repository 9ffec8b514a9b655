"""What pages share: the frame, choices in the URL, cached data, and components that show a chart, map or table."""
