"""The machine that the figures below it were measured on."""

from support import board

print(board.machine())
