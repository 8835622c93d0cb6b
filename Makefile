# For fingers that know make; ./dev is the real thing.
.PHONY: up down test check logs health build clean status

up down test check logs health build clean status:
	@./dev $@ $(ARGS)
