"""How fast the server may be called."""

# SEEN MAN p.53: above so many calls a second and account the address is blocked, for so many seconds.
LIMIT = 30
BLOCK_SECONDS = 30 * 60.0
HIGHEST_CAP = 28
DEFAULT_CAP = 20  # docs/decisions/004
MOST_SILENCE = 600.0  # seconds of Retry-After that are kept; then the server is asked again, slowly
