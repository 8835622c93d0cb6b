from servicekit.runner import main

if __name__ == "__main__":
    main("order_service")
