"""The people: invitations, signing in, the second step."""
