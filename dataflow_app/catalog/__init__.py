"""The product catalogue: products, variants, vendors and their classifications, with sample data and workflows."""
