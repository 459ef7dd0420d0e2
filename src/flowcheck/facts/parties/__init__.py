"""The parties that a code base shows: what is seen of them, and what it weighs."""
