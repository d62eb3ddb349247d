"""Public benchmarks, run on copies that the user brings."""
