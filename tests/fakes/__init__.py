"""In-memory stand-ins for the seams; they pass the same contract suites as the real parts."""
