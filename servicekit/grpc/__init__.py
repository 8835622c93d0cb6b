"""Calls between services: who may call whom, for how long, how often again, and when not at all. See README.md."""

import os
import sys

# TLS 1.3 only. grpcio has no option for a minimum version; what it has is the list of TLS 1.2 suites, and one that
# needs an RSA certificate cannot be agreed on with our EC ones. TLS 1.3 has suites of its own. gRPC reads this once,
# when it is imported, so a server's process imports this package first (servicekit.runner does).
_TLS_1_2_SUITES = os.environ.setdefault("GRPC_SSL_CIPHER_SUITES", "ECDHE-RSA-AES256-GCM-SHA384")
TLS_1_3_ONLY = _TLS_1_2_SUITES == "ECDHE-RSA-AES256-GCM-SHA384" and "grpc" not in sys.modules
