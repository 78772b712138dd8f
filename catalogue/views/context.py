"""What every page knows about the site."""
def site(request): return {}
