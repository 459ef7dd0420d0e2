"""What is read (schemas) and what is made of it (frozen structs)."""
