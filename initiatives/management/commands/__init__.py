"""The commands: the demo, the post, the night round, and the workflow on paper."""
