"""What the demo starts with: a tenant, a person, the sample catalogue and workflows to open."""
