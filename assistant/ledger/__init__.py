"""The clause ledger: what people decided about "this passage bears on that clause", for ever."""
