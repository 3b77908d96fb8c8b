"""Every mutation of the designer's models, a file a verb: permission, rule, write and event together."""
