"""Views: what people and programs ask of the facts, as plain values."""
