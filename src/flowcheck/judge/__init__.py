"""The judge: policy and claims in, verdicts with proof out. Pure, without global state."""
