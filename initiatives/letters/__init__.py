"""The voice: from an event to what each person is told, through which channel."""
