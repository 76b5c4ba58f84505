"""The pages on which colleagues follow a support check and enter what neighbours said."""
