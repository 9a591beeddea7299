"""JSON in and out: our API's messages. The only room that knows pydantic."""
