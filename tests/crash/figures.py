"""What a cluster's database begins with, and what a run leaves in it."""

ACCOUNTS = 8
BALANCE = 1000
#: Seconds between two due times of a schedule.
EVERY = 2
#: Rows that the node ``lines`` writes at once.
LINES = 5
#: How many rows of ``Entry`` each node of a transfer, or of a scheduled run, writes.
ENTRIES = {"booked": 1, "noted": 1, "told": 1, "lines": LINES}
#: The nodes of a transfer and of a scheduled run.
TRANSFER = ("order", "take", "give", "booked", "thought", "noted", "pause", "told", "lines", "lend", "repay")
SCHEDULED = ("booked",)
