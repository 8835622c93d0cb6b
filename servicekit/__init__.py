"""What every service of the mesh shares. It knows no service and no business noun."""
