"""The states that rows had: how they are recorded, and how they are read again."""
