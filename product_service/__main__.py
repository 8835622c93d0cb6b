"""python -m product_service web|grpc|worker|migrate|seed|check|manage …"""

from servicekit import runner

if __name__ == "__main__":
    runner.main("product_service")
