"""Build and measure the complaint model. Nothing here is installed with the package."""
