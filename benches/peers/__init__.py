"""The comparisons that `benches/peers.py` runs in environments of their own."""
