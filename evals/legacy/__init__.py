"""How well old clause numbers are told from today's: gold references in invented documents."""
