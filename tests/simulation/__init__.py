"""The uploader's own engine in one process on a virtual clock, against a server that lies: docs/decisions/014."""
