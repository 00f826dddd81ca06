"""What people looked for and did not find: kept without who asked."""
