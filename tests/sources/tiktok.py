"""TikTok's gift events, made up in the documented shapes."""

from typing import Any


def rose(count: int, id_: object, **more: Any) -> dict[str, Any]:
    """Return ana's report of a streak of Roses so far, flat."""
    return {
        "giftId": 5655,
        "giftName": "Rose",
        "giftType": 1,
        "diamondCount": 1,
        "repeatCount": count,
        "repeatEnd": False,
        "groupId": "1700000000001",
        "userId": "7000000000000000101",
        "uniqueId": "ana",
        "nickname": "ana",
        "msgId": str(id_),
        "createTime": "1795550400000",
        **more,
    }


def lion(id_: object, **more: Any) -> dict[str, Any]:
    """Return ben's Lion, which makes no streak and comes once, without an end."""
    single = {
        "giftId": 6369,
        "giftName": "Lion",
        "giftType": 2,
        "diamondCount": 29_999,
        "groupId": "0",
        "userId": "7000000000000000102",
        "nickname": "ben",
    }
    return rose(1, id_, **{**single, **more})


def nested(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event as TikTok-Live-Connector 2.5 nests it."""
    return {
        "common": {"msgId": event["msgId"], "createTime": event["createTime"]},
        "giftId": event["giftId"],
        "groupId": event["groupId"],
        "repeatCount": event["repeatCount"],
        "repeatEnd": int(event["repeatEnd"]),
        "user": {"userId": event["userId"], "nickname": event["nickname"]},
        "giftDetails": {
            "giftName": event["giftName"],
            "giftType": event["giftType"],
            "diamondCount": event["diamondCount"],
        },
    }


def of_the_schema(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event in the names of tiktok-live-proto v3."""
    return {
        "common": {"msgId": event["msgId"]},
        "giftId": str(event["giftId"]),
        "groupId": event["groupId"],
        "repeatCount": event["repeatCount"],
        "repeatEnd": int(event["repeatEnd"]),
        "user": {"id": event["userId"], "nickname": event["nickname"], "displayId": "x"},
        "gift": {
            "id": str(event["giftId"]),
            "name": event["giftName"],
            "combo": event["giftType"] == 1,
            "type": event["giftType"],
            "diamondCount": event["diamondCount"],
        },
    }


def message(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event as TikFinity sends it."""
    return {"event": "gift", "data": event}
