"""Scanners of infrastructure: what is deployed, from which images, with which providers."""
