"""Data quality: what rules found unusual, who looks at it, and until when."""
