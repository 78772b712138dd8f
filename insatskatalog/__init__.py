"""The site: its settings, how it is served, its health."""

import os

# The engine multiplies small matrices: threads that share one wait longer than they work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
