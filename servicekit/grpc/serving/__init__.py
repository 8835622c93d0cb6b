"""The steps around an incoming call, one file each; their order is in `servicekit.grpc.server`."""
