"""From the authored text to the notebook that is handed out."""
