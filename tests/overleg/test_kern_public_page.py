"""The page of a kern as neighbours read it: what goes on, who to call, and no name of anybody."""
