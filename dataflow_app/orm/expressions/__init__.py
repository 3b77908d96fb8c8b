"""What stands in a query beside the filter: paths into JSON and across relations, orders, aggregates, text search."""
