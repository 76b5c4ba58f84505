"""The demo: two municipalities, their people, and initiatives that walk the real transitions."""
