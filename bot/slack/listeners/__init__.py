"""One file a kind of thing Slack sends. Each has `register(app, inbox)`; each listener stores one row and acks."""
