"""Drawing: sheets of text and shapes, and what writes them as SVG, PNG and PDF."""
