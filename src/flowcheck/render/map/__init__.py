"""The data map as pages: overview, matrix and detail, drawn on sheets or as DOT and Mermaid."""
