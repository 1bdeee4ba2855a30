"""From a document to findings: rules that read the report, each with the words it rests on.

Pure functions of the document. `extractors.pipeline.extract` runs every component.
"""
