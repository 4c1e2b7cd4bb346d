"""Ways to and from learning platforms: rosters and files in, grades and items out."""
