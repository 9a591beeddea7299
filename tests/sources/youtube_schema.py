"""What a message of YouTube's live chat looks like, written down from the documented fields.

Source: the schemas `LiveChatMessage`, `LiveChatMessageSnippet` and those they refer to, in the
discovery document youtube.v3, revision 20261104. Numbers of the format uint64 are strings there.
"""

from typing import Any


def fields(**types: Any) -> dict[str, Any]:
    """Return the schema of an object that has no field but these."""
    return {"type": "object", "properties": types, "additionalProperties": False}


TEXT = {"type": "string"}
FLAG = {"type": "boolean"}
INT32 = {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}
UINT32 = {"type": "integer", "minimum": 0, "maximum": 2**32 - 1}
UINT64 = {"type": "string", "pattern": "^[0-9]{1,20}$"}
MOMENT = {"type": "string", "format": "date-time"}
DURATION = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]{1,9})?s$"}

MONEY = {
    "amountDisplayString": TEXT,
    "amountMicros": UINT64,
    "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    "tier": UINT32,
}

GIFT = fields(
    altText=TEXT,
    comboCount=INT32,
    giftDuration=DURATION,
    giftName=TEXT,
    giftUrl=TEXT,
    hasVisualEffect=FLAG,
    jewelsAmount=INT32,
    language=TEXT,
)

TYPES = [
    "textMessageEvent",
    "tombstone",
    "fanFundingEvent",
    "chatEndedEvent",
    "sponsorOnlyModeStartedEvent",
    "sponsorOnlyModeEndedEvent",
    "newSponsorEvent",
    "memberMilestoneChatEvent",
    "membershipGiftingEvent",
    "giftMembershipReceivedEvent",
    "messageDeletedEvent",
    "messageRetractedEvent",
    "userBannedEvent",
    "superChatEvent",
    "superStickerEvent",
    "pollEvent",
    "giftEvent",
]

SNIPPET = fields(
    authorChannelId=TEXT,
    displayMessage=TEXT,
    giftDetails=GIFT,
    giftMembershipReceivedDetails=fields(
        associatedMembershipGiftingMessageId=TEXT, gifterChannelId=TEXT, memberLevelName=TEXT
    ),
    hasDisplayContent=FLAG,
    liveChatId=TEXT,
    membershipGiftingDetails=fields(giftMembershipsCount=INT32, giftMembershipsLevelName=TEXT),
    messageDeletedDetails=fields(deletedMessageId=TEXT),
    messageRetractedDetails=fields(retractedMessageId=TEXT),
    publishedAt=MOMENT,
    superChatDetails=fields(userComment=TEXT, **MONEY),
    superStickerDetails=fields(
        superStickerMetadata=fields(altText=TEXT, altTextLanguage=TEXT, stickerId=TEXT), **MONEY
    ),
    textMessageDetails=fields(messageText=TEXT),
    type={"enum": TYPES},
)

MESSAGE = fields(
    authorDetails=fields(
        channelId=TEXT,
        channelUrl=TEXT,
        displayName=TEXT,
        isChatModerator=FLAG,
        isChatOwner=FLAG,
        isChatSponsor=FLAG,
        isVerified=FLAG,
        profileImageUrl=TEXT,
    ),
    etag=TEXT,
    id=TEXT,
    kind={"const": "youtube#liveChatMessage"},
    snippet=SNIPPET,
)

SUPER_CHAT_EVENT = fields(
    etag=TEXT,
    id=TEXT,
    kind={"const": "youtube#superChatEvent"},
    snippet=fields(
        amountMicros=UINT64,
        channelId=TEXT,
        commentText=TEXT,
        createdAt=MOMENT,
        currency={"type": "string", "pattern": "^[A-Z]{3}$"},
        displayString=TEXT,
        isSuperStickerEvent=FLAG,
        messageType=UINT32,
    ),
)
"""An entry of the channel's own list; the schema `SuperChatEvent` of the same document, without the
supporter and the sticker, which we do not read."""
