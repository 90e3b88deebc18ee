"""`python -m ui.screenshots DIR`: every screen and dialog as a picture, in both languages, light and dark, at both
scalings. Real runs on practice servers that are told what goes wrong; nothing is faked for the picture.
"""
