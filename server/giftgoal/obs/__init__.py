"""OBS by its own remote control, obs-websocket 5: puts an overlay's browser source into a scene.

Knows nothing of our server: it is told a URL, a name and a size.
"""
