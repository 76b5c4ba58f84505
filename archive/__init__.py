"""The archive: how long things are kept, what is destroyed and by whom, and what a person may ask about themselves."""
