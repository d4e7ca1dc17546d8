"""What people decide about an alignment, a glossary and findings: kept in plain files, made in the browser."""
