"""A server that speaks the OpenAI protocol, streaming included, and misbehaves on demand."""
