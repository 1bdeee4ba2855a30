"""What a document, a finding, a record and the codebook are.

Every other package builds on this one, and it imports none of them.
"""
