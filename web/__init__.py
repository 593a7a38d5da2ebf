"""What the chat page wears and what is served over HTTP."""
