"""From journals to a dataset that can be loaded, cited and defended: build, verify, report."""
