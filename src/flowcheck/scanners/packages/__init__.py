"""Scanners of package manifests and lock files: one module per kind of file."""
