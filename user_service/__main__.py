"""python -m user_service web|grpc|worker|migrate|seed|check|manage …"""

from servicekit import runner

if __name__ == "__main__":
    runner.main("user_service")
