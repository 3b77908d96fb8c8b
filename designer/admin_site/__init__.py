"""The admin site: our name and colours, our sign-in, and every tenant's rows to itself."""
