"""The steps around an outgoing call, one file each; their order is in `servicekit.grpc.channel`."""
