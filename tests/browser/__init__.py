"""The pages in a real browser: who can use them, and the work of a desk."""
