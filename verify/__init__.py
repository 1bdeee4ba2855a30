"""The desk: where people decide, beside the page that a value came from."""
