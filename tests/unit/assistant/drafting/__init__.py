"""Tests of the drafting and its checks."""
