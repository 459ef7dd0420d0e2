"""The data map as pages: overview, matrix and detail, drawn on sheets or written as DOT and Mermaid."""
