"""The register of services: who helps whom, verified by whom and when."""
