"""The trigger types, one file each. A file added here is found by itself."""
