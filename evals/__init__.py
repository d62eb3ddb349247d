"""Evaluation: the sample company, cases, suites, metrics, baselines and benchmarks."""
