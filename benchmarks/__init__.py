"""Speed, bytes and memory, measured on this machine in a real browser; `make bench` prints them."""
