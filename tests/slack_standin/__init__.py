"""A small Slack on this machine, for tests: the Web API over HTTP, Socket Mode over a websocket."""
