"""Signing in to the admin: django-allauth does the work, this says how it is done here.

Passwords, throttling, codes from a telephone and OpenID Connect are the library's; its addresses,
words and limits are ours. Only the admin is behind it: visitors never sign in.
"""
