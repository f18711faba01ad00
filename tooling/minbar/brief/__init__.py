"""What a reviewer has to know of a change before saying yes, in one comment."""
