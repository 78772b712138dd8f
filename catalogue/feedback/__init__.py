"""What readers send in: the form, its token, and the limits that need no cookie and no address."""
