"""What start.py does, in parts. Standard library only: nothing is installed yet when this code runs."""
