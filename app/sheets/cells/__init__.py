"""From one cell to one value of the field, or the code of what is wrong with it. Knows nothing of files."""
