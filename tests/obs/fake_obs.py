"""An OBS that is not there: speaks obs-websocket 5 over a real socket, and keeps scenes and inputs.

`test_real_obs.py` asks it and a real OBS the same questions, so that it does not grow apart.
"""

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve
from websockets.typing import Subprotocol

from giftgoal.obs.failures import Address

SALT, CHALLENGE = "bG9vayB3aG8=", "aXMgYXNraW5n"

PICTURE = "data:image/png;base64,iVBORw0KGgo="

KEPT_BACK = {"width": 800, "height": 600}
"""A browser source's own settings: OBS does not tell of what was not changed."""


class Refusal(Exception):
    """A request that is not done: status code and comment."""


@dataclass
class Input:
    kind: str
    settings: dict[str, Any]
    reloads: int = 0


@dataclass
class FakeObs:
    """Its state, for tests to set and to look at."""

    address: Address = field(default_factory=Address)
    password: str | None = None
    version: str = "32.0.1"
    kinds: list[str] = field(default_factory=lambda: ["color_source_v3", "browser_source"])
    scenes: dict[str, list[str]] = field(default_factory=lambda: {"Starting soon": [], "Game": []})
    """The inputs in each scene."""
    on_air: str = "Game"
    inputs: dict[str, Input] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """Every request, by name."""
    lacking: set[str] = field(default_factory=set)
    """Requests that it does not know."""
    hangs_up_at: str = ""
    """A request at which it goes away."""
    open_page: Callable[[str], None] = lambda _url: None
    """Called with the URL when a browser source is loaded."""

    def browser(self, name: str) -> dict[str, Any]:
        """Return a browser source's settings."""
        assert self.inputs[name].kind == "browser_source"
        return self.inputs[name].settings

    def add(self, name: str, scene: str = "Game", **settings: Any) -> None:
        """Add a browser source as the streamer would."""
        self.inputs[name] = Input("browser_source", settings)
        self.scenes[scene].append(name)

    def converse(self, connection: ServerConnection) -> None:
        """Serve one client from Hello to the end."""
        hello: dict[str, Any] = {"obsWebSocketVersion": "5.5.0", "rpcVersion": 1}
        if self.password:
            hello["authentication"] = {"challenge": CHALLENGE, "salt": SALT}
        _send(connection, 0, hello)
        with suppress(ConnectionClosed):
            if not self._let_in(connection):
                return
            _send(connection, 2, {"negotiatedRpcVersion": 1})
            _send(connection, 5, {"eventType": "CurrentProgramSceneChanged", "eventIntent": 4})
            while True:
                self._answer(connection, json.loads(connection.recv())["d"])

    def _let_in(self, connection: ServerConnection) -> bool:
        said = json.loads(connection.recv())
        if said["op"] != 1:
            connection.close(4007, "You attempted to send a request before identifying.")
        elif said["d"]["rpcVersion"] != 1:
            connection.close(4010, "Your requested RPC version is not supported.")
        elif self.password and said["d"].get("authentication") != _proof(self.password):
            connection.close(4009, "Authentication failed.")
        else:
            return True
        return False

    def _answer(self, connection: ServerConnection, request: dict[str, Any]) -> None:
        kind = request["requestType"]
        self.asked.append(kind)
        if kind == self.hangs_up_at:
            connection.close(1001)
            return
        answer = {"requestType": kind, "requestId": request["requestId"]}
        try:
            does = (
                self._unknown if kind in self.lacking else getattr(self, f"_{kind}", self._unknown)
            )
            data = does(request.get("requestData") or {})
        except Refusal as refusal:
            code, comment = refusal.args
            status = {"result": False, "code": code, "comment": comment}
            _send(connection, 7, {**answer, "requestStatus": status})
        else:
            status = {"result": True, "code": 100}
            more = {} if data is None else {"responseData": data}
            _send(connection, 7, {**answer, "requestStatus": status, **more})

    def _unknown(self, _data: dict[str, Any]) -> None:
        raise Refusal(204, "Your request type is not valid.")

    def _GetVersion(self, _data: dict[str, Any]) -> dict[str, Any]:
        known = [name[1:] for name in dir(self) if name[:1] == "_" and name[1:2].isupper()]
        return {
            "obsVersion": self.version,
            "obsWebSocketVersion": "5.5.0",
            "rpcVersion": 1,
            "availableRequests": sorted(set(known) - self.lacking),
        }

    def _GetInputKindList(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {"inputKinds": self.kinds}

    def _GetSceneList(self, _data: dict[str, Any]) -> dict[str, Any]:
        listed = [{"sceneIndex": n, "sceneName": name} for n, name in enumerate(self.scenes)]
        return {"currentProgramSceneName": self.on_air, "scenes": listed}

    def _GetCurrentProgramScene(self, _data: dict[str, Any]) -> dict[str, Any]:
        return {"currentProgramSceneName": self.on_air}

    def _GetInputList(self, data: dict[str, Any]) -> dict[str, Any]:
        wanted = data.get("inputKind")
        return {
            "inputs": [
                {"inputName": name, "inputKind": one.kind}
                for name, one in self.inputs.items()
                if wanted in (None, one.kind)
            ]
        }

    def _GetInputSettings(self, data: dict[str, Any]) -> dict[str, Any]:
        one = self._input(data)
        changed = {
            name: value for name, value in one.settings.items() if KEPT_BACK.get(name) != value
        }
        return {"inputKind": one.kind, "inputSettings": changed}

    def _SetInputSettings(self, data: dict[str, Any]) -> None:
        one = self._input(data)
        one.settings = {**(one.settings if data.get("overlay", True) else {})} | data[
            "inputSettings"
        ]

    def _CreateInput(self, data: dict[str, Any]) -> dict[str, Any]:
        scene, name = self._scene(data), data["inputName"]
        if name in self.inputs or name in self.scenes:
            raise Refusal(601, "A source already exists by that input name.")
        if data["inputKind"] not in self.kinds:
            raise Refusal(605, "Your specified input kind is not supported by OBS.")
        self.inputs[name] = Input(data["inputKind"], dict(data.get("inputSettings") or {}))
        scene.append(name)
        self._load(name)
        return {"sceneItemId": len(scene)}

    def _CreateSceneItem(self, data: dict[str, Any]) -> dict[str, Any]:
        scene = self._scene(data)
        self._input({"inputName": data["sourceName"]})
        scene.append(data["sourceName"])
        return {"sceneItemId": len(scene)}

    def _GetSceneItemId(self, data: dict[str, Any]) -> dict[str, Any]:
        scene = self._scene(data)
        if data["sourceName"] not in scene:
            raise Refusal(600, "No scene items were found in the specified scene by that name.")
        return {"sceneItemId": scene.index(data["sourceName"]) + 1}

    def _PressInputPropertiesButton(self, data: dict[str, Any]) -> None:
        one = self._input(data)
        if one.kind != "browser_source" or data["propertyName"] != "refreshnocache":
            raise Refusal(600, "Unable to find a property by that name.")
        one.reloads += 1
        self._load(data["inputName"])

    def _GetSourceScreenshot(self, data: dict[str, Any]) -> dict[str, Any]:
        self._input({"inputName": data["sourceName"]})
        return {"imageData": PICTURE}

    def _scene(self, data: dict[str, Any]) -> list[str]:
        if data["sceneName"] not in self.scenes:
            raise Refusal(600, "No source was found by the name of that scene.")
        return self.scenes[data["sceneName"]]

    def _input(self, data: dict[str, Any]) -> Input:
        if data["inputName"] not in self.inputs:
            raise Refusal(600, "No source was found by the name of that input.")
        return self.inputs[data["inputName"]]

    def _load(self, name: str) -> None:
        if url := self.inputs[name].settings.get("url"):
            self.open_page(url)


@contextmanager
def fake_obs(**state: Any) -> Iterator[FakeObs]:
    """Run one on a free port."""
    obs = FakeObs(**state)
    with serve(
        obs.converse,
        "127.0.0.1",
        0,
        subprotocols=[Subprotocol("obswebsocket.json")],
        compression=None,
    ) as server:
        obs.address = Address("127.0.0.1", server.socket.getsockname()[1])
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield obs
        finally:
            server.shutdown()
            thread.join(10)


def _send(connection: ServerConnection, op: int, data: dict[str, Any]) -> None:
    connection.send(json.dumps({"op": op, "d": data}))


def _proof(password: str) -> str:
    return _hashed(_hashed(password + SALT) + CHALLENGE)


def _hashed(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
