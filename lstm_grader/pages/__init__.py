"""What people read and carry on: feedback, the class page, files for learning platforms."""
