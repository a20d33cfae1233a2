"""A document comes in, is read, at once or behind the pages, and is published into the ledger."""

from luoshi.actions.documents.publishing import publish_document
from luoshi.actions.documents.receiving import receive_document, register_received
from luoshi.actions.documents.registering import register_document

__all__ = ["publish_document", "receive_document", "register_document", "register_received"]
