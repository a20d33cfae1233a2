"""What may be asked of units, whether it was told already, and when it may not be asked at all.

`states` says how a request moves, `fields` when two fields are the same and whose period, `gate` everything
that may stand against asking.
"""
