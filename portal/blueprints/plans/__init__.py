"""National and local plans, and progress reports."""
