"""The core of the MOPH-IC appointment uploader: no window in here."""

__version__ = "0.1.0"
