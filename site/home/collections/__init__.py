"""Collections: records that an editor has chosen, over all types and themes."""
