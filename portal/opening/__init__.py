"""Files by others are opened here, in a process of its own that may do nothing else.

It stands on the standard library and python-calamine alone, and its modules name each
other relatively: so it runs without the rest of the portal, and starts at once.
"""
