"""What the templates of /beheer/ need."""
