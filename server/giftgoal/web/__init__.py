"""HTTP and WebSocket: translates between the wire and the keeper, and decides nothing."""
