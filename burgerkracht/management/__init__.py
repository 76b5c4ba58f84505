"""What a person types after `manage.py`, for the frame."""
