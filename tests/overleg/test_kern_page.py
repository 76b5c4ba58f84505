"""The page of a kern: for colleagues with people and promises, for everybody without a name."""
