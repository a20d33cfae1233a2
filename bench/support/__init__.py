"""What the benchmarks share: a large ledger, a server, a load, and the way a figure is printed."""
