"""The shapes of answers: what is sent, and what the OpenAPI document says of it."""
