"""The command line's doors: what a person may ask for, one door a file."""
