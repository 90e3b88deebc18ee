"""The commands of `mophic`, one module a part of the work."""
