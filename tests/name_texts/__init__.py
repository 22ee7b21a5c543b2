"""Posts that name pupils, made by seed with names of their own, to measure how well names are found."""
