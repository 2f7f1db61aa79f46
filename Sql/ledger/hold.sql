-- Nobody else appends while an audit is made: its snapshot would not see the new leaves, and its own has to follow them.
SELECT pg_advisory_lock(hashtext('yurai ledger'))
