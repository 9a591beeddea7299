"""What carries the web: uvicorn, kept within limits, and a short way out for frames.

uvicorn 0.54 as it comes lets a peer hold a connection for ever, grow memory without bound and
delay the end of the process. `Server` runs an application on it with every peer within `Limits`.

An application finds, for a WebSocket, a `FrameWriter` by `frame_writer(scope)`: it writes a frame
that was encoded once, by `text_frame`, for all who get it. Under another ASGI server there is none;
then the application keeps the newest state for each listener and a task sends it by ASGI. For an
HTTP request it finds, by `answer_writer(scope)`, what sends a whole answer at once. Calls that come
often are answered without ASGI: an `Exchange` each, see `Shortcuts`.
"""

from giftgoal.web.transport.answers import Header as Header
from giftgoal.web.transport.answers import answer_writer as answer_writer
from giftgoal.web.transport.exchange import Exchange as Exchange
from giftgoal.web.transport.exchange import Shortcuts as Shortcuts
from giftgoal.web.transport.frames import FrameWriter as FrameWriter
from giftgoal.web.transport.frames import frame_writer as frame_writer
from giftgoal.web.transport.frames import text_frame as text_frame
from giftgoal.web.transport.limits import Limits as Limits
from giftgoal.web.transport.server import Server as Server
from giftgoal.web.transport.server import StartFailed as StartFailed
