"""The shapes that travel over HTTP, one file a resource; the OpenAPI document is made from them."""
