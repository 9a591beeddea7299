"""What a gift, a goal and a board are, and how a ledger folds into one.

Pure: no I/O, no clock, no randomness.
"""
