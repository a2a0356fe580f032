"""The engines that are measured beside each other."""
