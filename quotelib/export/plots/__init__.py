"""Pictures of many documents, with matplotlib (the extra ``plot``): each one call.

Every function draws into the axes that it is given, or into a new figure, and gives the axes back, to
be titled, changed or saved as usual. Text and ground take their colours from matplotlib's settings,
so that its styles apply, dark ones too.
"""
