"""Scanners of configuration: the names of settings that files give values to."""
