"""What rules do: small pure functions from the ground and a rule to what they see wrong."""
