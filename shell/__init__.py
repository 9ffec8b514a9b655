"""What pages share: the frame, choices kept in the URL, cached data, words, and showing a figure with its source."""
