"""What people type, made clean: shape, not rules."""
