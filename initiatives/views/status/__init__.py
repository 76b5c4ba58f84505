"""Volg uw idee: what a resident sees and does with a number and a code, without an account."""
