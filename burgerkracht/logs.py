"""What never stands in a log: the secret part of an address that opens a page or a calendar by itself."""

import logging
import re

# As long as our shortest secret; no word, number or name of a file of ours is.
SECRET = re.compile(r"(?<=/)[A-Za-z0-9_-]{40,}(?=[/.?\s]|$)")


class NoSecrets(logging.Filter):
    """Lets every line through, with such an address shortened."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The line as it will be read."""
        said = record.getMessage()
        if (safe := SECRET.sub("***", said)) != said:
            record.msg, record.args = safe, ()
        return True
