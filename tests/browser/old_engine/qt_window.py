"""A browser of 2022: one page in Qt's web engine, spoken to over Chromium's DevTools protocol.

It runs in an interpreter of its own (see `tests/side_python.py`), on no screen at all.
"""

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

application = QApplication([])
window = QWebEngineView()
window.resize(1280, 800)
window.show()
window.setUrl(QUrl("about:blank"))
application.exec()
