"""What is read (pydantic schemas) and what is made of it (frozen dataclasses)."""
