"""Bytes to documents: files found, fetched, kept, read, drawn and put through OCR."""
