"""The store: reports, pages, findings, decisions and current values, and what may change them."""
