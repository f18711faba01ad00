"""Who said yes to what: policy, evidence and the verification of a history, without a build."""
