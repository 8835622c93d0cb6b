"""python -m order_service web|grpc|worker|migrate|seed|check|manage …"""

from servicekit import runner

if __name__ == "__main__":
    runner.main("order_service")
