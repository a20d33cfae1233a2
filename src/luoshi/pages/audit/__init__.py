"""The ledger of actions, for who audits."""
