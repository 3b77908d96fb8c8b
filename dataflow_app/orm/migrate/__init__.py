"""Tables of models that belong to no installed app: made and extended by Django's schema editor, never at the cost of data."""
