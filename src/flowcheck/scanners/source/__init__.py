"""The scanners of source code, pages and configuration: hosts, names of settings, imports."""
