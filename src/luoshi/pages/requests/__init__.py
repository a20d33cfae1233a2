"""What an office asks of units: written, held up to the gate, answered on one page, counted as burden."""
