"""Scanners of package manifests and lock files: what is asked for, and what is installed."""
