"""The drills: long, rough proofs that the promises hold; `make evidence` runs them and writes what it saw."""
